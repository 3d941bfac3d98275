// A month of exports as somebody has it who syncs now and then: days that are loaded, stale, new and missing.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { runCli } from './runCli';
import { applicationFolder } from './sampleDestination';
import type { SyncWorkbench } from './syncing';

/** Places of days in the calendar: one that no export brings, and one that a newer export would replace. */
export const missingDay = 34;
export const staleDay = 29;

/** It alone brings the missing day. */
const absentCounter = 443;
/** The id that the simulator gives the second application with its default seed. */
const secondApplication = '5338162682800284';

/** Loads some of a sample of 30 days, whose manifest of Acme Web then lacks an export. */
export async function loadSome({ destination, database }: SyncWorkbench): Promise<void> {
  const folder = applicationFolder(destination);
  const file = path.join(folder, 'exportmanifest.json');
  const manifest = JSON.parse(await readFile(file, 'utf8')) as Manifest;
  const exports = manifest.exports.filter(({ counter }) => counter !== absentCounter);
  assert.equal(exports.length, manifest.exports.length - 1);
  await writeFile(file, JSON.stringify({ ...manifest, exports }));
  await sync(folder, database, '--counter', '..445');
  await sync(destination, database, '--application', 'account');
  await sync(applicationFolder(destination, secondApplication), database, '--counter', '..34');
}

interface Manifest {
  readonly exports: readonly { readonly counter: number }[];
}

async function sync(from: string, database: string, ...options: readonly string[]): Promise<void> {
  const { code, stderr } = await runCli(['sync', from, '--db', database, ...options]);
  assert.equal(code, 0, stderr);
}
