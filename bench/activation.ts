// From "activate" to active, in a window of its own each time.
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { withTemporaryFolder } from '../test/support/temporaryFolder';
import { withWorkbench } from '../test/support/workbench';
import { judgeFigure } from './support/judge';

const rounds = Number(process.env['PDS_BENCH_ROUNDS'] ?? 5);

async function main(): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push(await withTemporaryFolder(activate));
  judgeFigure('activate, ms', times, 100);
}

async function activate(folder: string): Promise<number> {
  const extensionTests = path.join(__dirname, 'support/activationHost.js');
  await withWorkbench({ folder, extensionTests }, async ({ exitCode, said }) => {
    if ((await exitCode) !== 0) throw new Error(said.join('\n'));
  });
  return Number(await readFile(path.join(folder, 'activation.json'), 'utf8'));
}

void main();
