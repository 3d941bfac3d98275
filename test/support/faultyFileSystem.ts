import type { FileSystem } from '../../shared/engine/sqlJs/fileSystem';

/** A disk with `freeBytes` left: the write that needs more is cut short, and fails with ENOSPC like the later ones. */
export function fullDisk(base: FileSystem, freeBytes: number): FileSystem {
  let free = freeBytes;
  return {
    ...base,
    write(handle, bytes, position) {
      const growth = Math.max(0, position + bytes.length - base.size(handle));
      if (growth <= free) {
        free -= growth;
        return base.write(handle, bytes, position);
      }
      base.write(handle, bytes.subarray(0, bytes.length - growth + free), position);
      free = 0;
      throw fileError('ENOSPC');
    },
  };
}

/** The operation fails from its `after`-th call on. */
export function failing(
  base: FileSystem,
  operation: keyof FileSystem,
  code: string,
  after = 0,
): FileSystem {
  let calls = 0;
  return new Proxy(base, {
    get(target, name, receiver) {
      if (name === operation && calls++ >= after) {
        return () => {
          throw fileError(code);
        };
      }
      return Reflect.get(target, name, receiver) as unknown;
    },
  });
}

/** As Node throws it. */
export function fileError(code: string, path?: string): Error {
  return Object.assign(new Error(`${code}: made up`), { code, ...(path && { path }) });
}
