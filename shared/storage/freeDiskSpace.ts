import { statfs } from 'node:fs/promises';
import path from 'node:path';

/**
 * Bytes that this user can still write below a folder, which need not exist yet;
 * null where the file system does not say.
 */
export async function freeDiskSpace(folder: string, signal?: AbortSignal): Promise<number | null> {
  let existing = path.resolve(folder);
  for (;;) {
    signal?.throwIfAborted();
    // A folder that cannot be asked is answered for by its parent: it lies on the same disk or is not there.
    const answer = await statfs(existing, { bigint: true }).catch(() => undefined);
    if (answer) return Number(answer.bavail * answer.bsize);
    const parent = path.dirname(existing);
    if (parent === existing) return null;
    existing = parent;
  }
}
