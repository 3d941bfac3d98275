import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';

interface FoundFile {
  readonly file: string;
  readonly size: number;
  /** When it was used last, in milliseconds since the epoch. */
  readonly used: number;
}

/** A file that was not finished after so long never will be. */
const oldestUnfinished = 3_600_000;
const statsAtOnce = 64;

/** Removes the files of a folder that were used longest ago until it holds at most so many bytes; never fails. */
export async function pruneFolder(folder: string, bytes: number): Promise<void> {
  const files = await filesIn(folder);
  let total = files.reduce((sum, { size }) => sum + size, 0);
  const isOver = total > bytes;
  // A little more than needed goes, so that it is not the next block's turn again.
  const wanted = isOver ? bytes * 0.9 : bytes;
  const abandoned = Date.now() - oldestUnfinished;
  for (const { file, size, used } of files.sort((a, b) => a.used - b.used)) {
    const isAbandoned = file.endsWith('.tmp') && used < abandoned;
    if (total <= wanted && !isAbandoned) continue;
    // Another process may have been faster.
    await rm(file, { force: true }).catch(() => undefined);
    total -= size;
  }
}

async function filesIn(folder: string): Promise<FoundFile[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const found: FoundFile[] = [];
  for (let start = 0; start < names.length; start += statsAtOnce) {
    const batch = names.slice(start, start + statsAtOnce).map(name => path.join(folder, name));
    const stats = await Promise.all(batch.map(file => stat(file).catch(() => undefined)));
    batch.forEach((file, i) => {
      const known = stats[i];
      if (known?.isFile()) found.push({ file, size: known.size, used: known.mtimeMs });
    });
  }
  return found;
}
