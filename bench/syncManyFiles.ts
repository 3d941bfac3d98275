// Ten thousand matched files of 50 rows, as real exports have them: sync, whose transactions hold many slices,
// against the same code with a transaction for each file.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { benchExportFolder, writeBenchManifest } from './support/benchDestination';
import { benchFile } from './support/benchEvents';
import { judge } from './support/judge';
import { measure, median, report, type Run } from './support/measure';

const files = Number(process.env['PDS_BENCH_FILES'] ?? 10_000);
const rounds = Number(process.env['PDS_BENCH_ROUNDS'] ?? 3);
const rowsPerFile = 50;
const wanted = 5;

async function main(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'pds-bench-'));
  try {
    const destination = path.join(folder, 'exports');
    await writeFiles(destination);
    console.log(`${files} files of ${rowsPerFile} rows`);
    const runs: Record<'loadOurs' | 'loadFileByFile', Run[]> = { loadOurs: [], loadFileByFile: [] };
    for (let round = 0; round < rounds; round++) {
      for (const script of ['loadOurs', 'loadFileByFile'] as const) {
        const database = path.join(folder, 'run');
        const run = await measure(script, [destination, database]);
        if (run.rows !== files * rowsPerFile) throw new Error(`${script} loaded ${run.rows} rows`);
        runs[script].push(run);
        await rm(database, { recursive: true });
      }
    }
    report('sync', runs.loadOurs);
    report('a transaction per file', runs.loadFileByFile);
    const [ours, theirs] = [runs.loadOurs, runs.loadFileByFile].map(all =>
      median(all.map(({ milliseconds }) => milliseconds)),
    );
    const ratio = (theirs ?? 0) / (ours ?? 1);
    const text = `${ratio.toFixed(1)} times as fast as a transaction per file, at least ${wanted}`;
    judge(text, ratio >= wanted);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeFiles(destination: string): Promise<void> {
  const folder = path.join(benchExportFolder(destination), 'matchedEvents', 'Page');
  await mkdir(folder, { recursive: true });
  // A hundred different files are enough: each name gets one of them.
  const contents = Array.from({ length: 100 }, (_, index) => benchFile(rowsPerFile, index + 1));
  const entries = Array.from({ length: files }, (_, index) => ({
    id: `Page/page${index}`,
    file: `matchedEvents/Page/page${index}.avro`,
    rows: rowsPerFile,
  }));
  for (const [index, { file }] of entries.entries()) {
    const bytes = contents[index % contents.length] ?? new Uint8Array();
    await writeFile(path.join(benchExportFolder(destination), file), bytes);
  }
  await writeBenchManifest(destination, entries);
}

void main();
