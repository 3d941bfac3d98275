// A sync of large files from a bucket that is 50 ms away, against the same from a folder and against the mere download:
// download and load overlap, and memory is that of files.
import { openSync, readSync, closeSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { withFaultProxy } from '../test/support/faultProxy';
import { withObjectServer, type ObjectServer } from '../test/support/objectServer';
import { benchExportFolder, writeBenchManifest } from './support/benchDestination';
import { writeBenchFile } from './support/benchEvents';
import { judge } from './support/judge';
import { measure, median, report, type Run } from './support/measure';

const rows = Number(process.env['PDS_BENCH_ROWS'] ?? 500_000);
const rounds = Number(process.env['PDS_BENCH_ROUNDS'] ?? 3);
const delay = 50;
const megabytes = 256;
const names = ['allevents-0.avro', 'allevents-1.avro'];

async function main(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'pds-bench-'));
  try {
    const destination = path.join(folder, 'exports');
    await writeBenchManifest(
      destination,
      names.map(file => ({ file, rows })),
    );
    for (const name of names) {
      const file = path.join(benchExportFolder(destination), name);
      await writeBenchFile(file, { rows, codec: 'null' });
    }
    await withObjectServer(server => compare(server, folder, destination));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function compare(server: ObjectServer, folder: string, destination: string): Promise<void> {
  const exportFolder = path.relative(destination, benchExportFolder(destination));
  const files = names.map(name => path.join(exportFolder, name));
  const manifest = path.join(path.dirname(exportFolder), 'exportmanifest.json');
  const closers = [...files, manifest].map(file => serveFile(server, destination, file));
  const runs = { folder: [] as Run[], download: [] as Run[], bucket: [] as Run[] };
  await withFaultProxy(server.port, async proxy => {
    proxy.delay = delay;
    const port = String(proxy.port);
    for (let round = 0; round < rounds; round++) {
      const own = path.join(folder, 'run');
      runs.folder.push(await measure('loadOurs', [destination, own]));
      await rm(own, { recursive: true });
      runs.download.push(await measure('readRemote', [port, ...files]));
      runs.bucket.push(await measure('loadRemote', [port, own]));
      await rm(own, { recursive: true });
    }
  });
  for (const close of closers) close();
  for (const [name, own] of Object.entries(runs)) report(name, own);
  const time = (own: readonly Run[]) => median(own.map(({ milliseconds }) => milliseconds));
  const apart = time(runs.folder) + time(runs.download);
  judge(
    `sync in ${share(time(runs.bucket), apart)} of load and download apart`,
    time(runs.bucket) < apart,
  );
  const peak = Math.max(...runs.bucket.map(({ maxRss }) => maxRss)) / 2 ** 20;
  judge(`peak memory ${Math.round(peak)} MB, at most ${megabytes}`, peak <= megabytes);
}

/** Puts a file of the folder into the bucket; it is read when asked for. */
function serveFile(server: ObjectServer, folder: string, name: string): () => void {
  const file = path.join(folder, name);
  const handle = openSync(file, 'r');
  const read = (start: number, end: number) => {
    const bytes = Buffer.allocUnsafe(end - start);
    readSync(handle, bytes, 0, bytes.length, start);
    return bytes;
  };
  server.put(name.split(path.sep).join('/'), { size: statSync(file).size, read });
  return () => closeSync(handle);
}

function share(part: number, whole: number): string {
  return `${Math.round((100 * part) / whole)} %`;
}

void main();
