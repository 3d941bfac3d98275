// A sync of a million rows in a real VS Code: delays of the extension host, and growth of its process with all threads.
import path from 'node:path';

import { withTemporaryFolder } from '../test/support/temporaryFolder';
import { TreeView } from '../test/support/treeView';
import { withWorkbench } from '../test/support/workbench';
import { benchExportFolder, writeBenchManifest } from './support/benchDestination';
import { writeBenchFile } from './support/benchEvents';
import {
  beginFigures,
  endFigures,
  forgetFigures,
  hostProbe,
  type HostFigures,
} from './support/extensionHost';
import { judgeFigure, tellFigure } from './support/judge';
import { median } from './support/measure';

const rows = 20_000;
const repeat = 50;
const rounds = Number(process.env['PDS_BENCH_ROUNDS'] ?? 3);

async function main(): Promise<void> {
  for (const codec of ['deflate', 'null'] as const) {
    const runs: HostFigures[] = [];
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const { seconds, figures } = await withTemporaryFolder(folder => measureSync(folder, codec));
      runs.push(figures);
      times.push(seconds);
    }
    console.log(`${rows * repeat} rows, ${codec}: ${median(times).toFixed(1)} s`);
    const delays = runs.map(({ delay99 }) => delay99);
    judgeFigure('host: event loop delay, 99 %, ms', delays, 50);
    const longest = runs.map(({ delayMax }) => delayMax);
    tellFigure('  the longest, ms', longest);
    const growth = runs.map(run => run.growth);
    judgeFigure('growth of the process, MB', growth, 256);
  }
}

async function measureSync(
  folder: string,
  codec: 'deflate' | 'null',
): Promise<{ readonly seconds: number; readonly figures: HostFigures }> {
  await writeBenchManifest(folder, [{ file: 'allevents.avro', rows: rows * repeat }]);
  const file = path.join(benchExportFolder(folder), 'allevents.avro');
  await writeBenchFile(file, { rows, codec, repeat });
  await forgetFigures();
  const machineSettings = { 'pendoDataSync.databaseFolder': path.join(folder, 'db') };
  const options = { folder, machineSettings, extensionTests: hostProbe };
  return withWorkbench(options, async ({ page, exitCode }) => {
    const tree = new TreeView(page);
    await tree.open();
    await tree.row('Bench1 to sync').waitFor();
    await tree.choose('Bench1 to sync', 'Plan');
    const apply = page.locator('.codelens-decoration a', { hasText: 'Apply: ' });
    await apply.waitFor();
    await beginFigures();
    const start = performance.now();
    await apply.click();
    await tree.row('Bench✓ synced').waitFor();
    const seconds = (performance.now() - start) / 1000;
    return { seconds, figures: await endFigures(exitCode) };
  });
}

void main();
