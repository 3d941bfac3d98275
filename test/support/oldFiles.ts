import { mkdir, readdir, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';

const hour = 3_600_000;

/** Writes files below a folder, all with their folders an hour old: nothing looks as if it were still written. */
export async function writeOldFiles(
  folder: string,
  files: Readonly<Record<string, Uint8Array | string>>,
): Promise<void> {
  for (const [file, content] of Object.entries(files)) {
    const location = path.join(folder, file);
    await mkdir(path.dirname(location), { recursive: true });
    await writeFile(location, content);
  }
  await makeOld(folder);
}

/** Dates back everything below a folder, and the folder. */
export async function makeOld(folder: string): Promise<void> {
  const time = new Date(Date.now() - hour);
  for (const name of await readdir(folder)) {
    const location = path.join(folder, name);
    if ((await stat(location)).isDirectory()) await makeOld(location);
    else await utimes(location, time, time);
  }
  await utimes(folder, time, time);
}
