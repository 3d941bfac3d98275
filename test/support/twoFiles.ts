// A workspace of one Avro file and one manifest with a problem, wherever it lies and whoever trusts it.
import { cp, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { newestAllEvents } from './sampleDestination';

/** Writes `events.avro` of the sample into a folder, and an `exportmanifest.json` that uses counter 1 twice. */
export async function writeTwoFiles(destination: string, folder: string): Promise<void> {
  const { file } = await newestAllEvents(destination);
  await cp(file, path.join(folder, 'events.avro'));
  const [first, second] = ['aa', 'bb'].map(
    id => `{"counter": 1, "rootUrl": "gs://b/datasync/1/2/${id}"}`,
  );
  const manifest = `{"exports": [${first}, ${second}]}`;
  await writeFile(path.join(folder, 'exportmanifest.json'), manifest);
}
