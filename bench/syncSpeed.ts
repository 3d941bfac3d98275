// One file of a million events of 26 columns: sync against avsc's stream with prepared inserts, into sql.js (and
// its export) and into better-sqlite3. Each run is a process of its own, in turns, and medians are compared.
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { benchExportFolder, writeBenchManifest } from './support/benchDestination';
import { writeBenchFile } from './support/benchEvents';
import { judge } from './support/judge';
import { measure, median, report, type Run } from './support/measure';

const rows = Number(process.env['PDS_BENCH_ROWS'] ?? 1_000_000);
const rounds = Number(process.env['PDS_BENCH_ROUNDS'] ?? 3);
const rivals = ['sql.js', ...(process.env['PDS_BENCH_MODULES'] ? ['better-sqlite3'] : [])];
/** How many times as fast, and how much memory at most. */
const wanted = { 'sql.js': 4, 'better-sqlite3': 2, megabytes: 256 };

async function main(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'pds-bench-'));
  try {
    for (const codec of ['deflate', 'null'] as const) await compare(folder, codec);
    await checkLargeFile(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function compare(folder: string, codec: 'deflate' | 'null'): Promise<void> {
  const destination = path.join(folder, codec);
  await writeBenchManifest(destination, [{ file: 'allevents.avro', rows }]);
  const file = path.join(benchExportFolder(destination), 'allevents.avro');
  await writeBenchFile(file, { rows, codec });
  console.log(`${rows} rows, ${codec}, ${Math.round((await stat(file)).size / 1e6)} MB`);
  const runs = new Map<string, Run[]>();
  for (let round = 0; round < rounds; round++) {
    for (const name of ['sync', ...rivals]) {
      const own = path.join(folder, 'run');
      await mkdir(own);
      const run =
        name === 'sync'
          ? await measure('loadOurs', [destination, own])
          : await measure('loadByAvsc', [name, file, path.join(own, 'rival.sqlite')]);
      if (run.rows !== rows) throw new Error(`${name} loaded ${run.rows} rows`);
      runs.set(name, [...(runs.get(name) ?? []), run]);
      await rm(own, { recursive: true });
    }
  }
  await rm(destination, { recursive: true });
  const ours = runs.get('sync') ?? [];
  report('sync', ours);
  for (const name of rivals) {
    const theirs = runs.get(name) ?? [];
    const ratio =
      median(theirs.map(run => run.milliseconds)) / median(ours.map(run => run.milliseconds));
    report(`avsc + ${name}`, theirs);
    verdict(
      `${codec}: ${ratio.toFixed(1)} times as fast as avsc + ${name}`,
      ratio,
      name === 'sql.js' ? wanted['sql.js'] : wanted['better-sqlite3'],
    );
  }
  requireMemory(codec, ours);
}

/** Memory must not grow with the file: 3 GB, the blocks of a smaller one over and over. */
async function checkLargeFile(folder: string): Promise<void> {
  const repeat = Math.max(1, Math.ceil(6_250_000 / rows));
  const destination = path.join(folder, 'large');
  await writeBenchManifest(destination, [{ file: 'allevents.avro', rows: rows * repeat }]);
  const file = path.join(benchExportFolder(destination), 'allevents.avro');
  await writeBenchFile(file, { rows, codec: 'null', repeat });
  console.log(`${rows * repeat} rows, null, ${Math.round((await stat(file)).size / 1e6)} MB`);
  const run = await measure('loadOurs', [destination, path.join(folder, 'run')]);
  report('sync', [run]);
  requireMemory('large file', [run]);
}

function requireMemory(what: string, runs: readonly Run[]): void {
  const megabytes = Math.max(...runs.map(({ maxRss }) => maxRss)) / 2 ** 20;
  const text = `${what}: peak memory ${Math.round(megabytes)} MB, at most ${wanted.megabytes}`;
  judge(text, megabytes <= wanted.megabytes);
}

function verdict(text: string, ratio: number, least: number): void {
  judge(`${text}, at least ${least}`, ratio >= least);
}

void main();
