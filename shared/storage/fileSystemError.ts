// What the operating system says, in the words of storage.
import { DataSyncError, type ErrorCode } from '../errors';

/** A catch handler that rethrows a system error as `storage.*`: `.catch(fileSystemError('open', file))`. */
export function fileSystemError(verb: string, shown: string): (error: unknown) => never {
  return error => {
    const systemCode = systemCodeOf(error);
    const [code, reason] = explain(systemCode, error);
    const message = `cannot ${verb} ${shown}: ${reason}`;
    throw new DataSyncError(code, message, { path: shown, systemCode }, { cause: error });
  };
}

function systemCodeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

function explain(systemCode: string | undefined, error: unknown): [ErrorCode, string] {
  switch (systemCode) {
    case 'ENOENT':
      return ['storage.not-found', 'it does not exist'];
    case 'ENOTDIR':
      return ['storage.not-found', 'a part of the path is a file, not a folder'];
    case 'EISDIR':
      return ['storage.not-found', 'it is a folder, not a file'];
    case 'ELOOP':
      return ['storage.not-found', 'its links lead in a circle'];
    case 'ENAMETOOLONG':
      return ['storage.not-found', 'the name is longer than the file system allows'];
    case 'EACCES':
    case 'EPERM':
      return ['storage.denied', 'permission denied; let this user read it and try again'];
    case 'EMFILE':
    case 'ENFILE':
      return ['storage.read-failed', 'too many files are open; raise the limit (ulimit -n)'];
    default:
      return ['storage.read-failed', error instanceof Error ? error.message : String(error)];
  }
}
