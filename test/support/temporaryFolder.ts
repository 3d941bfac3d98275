import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Runs `body` with a new folder below the system's temporary one, and removes it afterwards. */
export async function withTemporaryFolder<T>(body: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'pds-'));
  try {
    return await body(folder);
  } finally {
    // A server that is being ended may write its last lines yet.
    await rm(folder, { recursive: true, force: true, maxRetries: 10 });
  }
}
