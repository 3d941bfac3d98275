import { DataSyncError } from '../errors';

/** A catch handler for what is no fact while it cannot be read: undefined for errors of storage. */
export function ignoreStorage(error: unknown): undefined {
  if (error instanceof DataSyncError && error.code.startsWith('storage.')) return undefined;
  throw error;
}
