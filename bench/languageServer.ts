// Large manifests in an editor: our server against vscode-json-languageservice behind a server of its own, each
// in a process, the same session over the same pipes, in turns, medians compared. Then a file from disk.
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { largeManifestChunks } from '../test/support/largeManifest';
import { cliPath } from '../test/support/runCli';
import { runSession, type Server, type Session } from './support/editorSession';
import { judge } from './support/judge';
import { median } from './support/measure';
import { startProbed } from './support/probedProcess';

const sizes = (process.env['PDS_BENCH_MEGABYTES'] ?? '10,50').split(',').map(Number);
const sizeOnDisk = Number(process.env['PDS_BENCH_DISK_MEGABYTES'] ?? 200);
const rounds = Number(process.env['PDS_BENCH_ROUNDS'] ?? 3);

const ours: Server = [cliPath, 'language-server', '--stdio'];
const theirs: Server = [path.join(__dirname, 'support/jsonServer.js')];

/** At most so much of what the other one takes, and of memory. */
const wanted = {
  first: 1 / 2,
  complete: 1,
  keystroke: 1 / 10,
  heap: 1 / 2,
  megabytesFromDisk: 400,
};

async function main(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'pds-bench-'));
  try {
    for (const size of sizes) await compare(folder, size);
    await validateFromDisk(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function compare(folder: string, megabytes: number): Promise<void> {
  const file = await writeManifest(folder, megabytes);
  const text = await readFile(file, 'utf8');
  console.log(`${(text.length / 1e6).toFixed(1)} MB, 20 keystrokes, median of ${rounds}`);
  const sessions: Record<'ours' | 'theirs', Session[]> = { ours: [], theirs: [] };
  for (let round = 0; round < rounds; round++) {
    sessions.theirs.push(await runSession(theirs, file, text));
    sessions.ours.push(await runSession(ours, file, text));
  }
  report('vscode-json-languageservice', sessions.theirs);
  report('pendo-data-sync', sessions.ours);
  const part = (of: (session: Session) => number) =>
    middle(sessions.ours, of) / middle(sessions.theirs, of);
  verdict(
    `${megabytes} MB: time to first diagnostics`,
    part(({ first }) => first),
    wanted.first,
  );
  const complete = part(session => session.complete).toFixed(3);
  console.log(`        ${megabytes} MB: time to all diagnostics: ${complete} of theirs`);
  verdict(
    `${megabytes} MB: time after a keystroke`,
    part(({ keystrokes }) => median(keystrokes)),
    wanted.keystroke,
  );
  verdict(
    `${megabytes} MB: heap at the end`,
    part(({ heap }) => heap),
    wanted.heap,
  );
}

async function validateFromDisk(folder: string): Promise<void> {
  const file = await writeManifest(folder, sizeOnDisk);
  const start = performance.now();
  const { child, held } = startProbed(cliPath, ['validate', file, '--json']);
  child.stdout?.resume();
  const code = await new Promise(resolve => child.on('close', resolve));
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const peak = Math.round((await held()).peak / 2 ** 20);
  console.log(`validate, ${sizeOnDisk} MB from disk: ${seconds} s, exit ${String(code)}`);
  judge(
    `peak memory ${peak} MB, at most ${wanted.megabytesFromDisk}`,
    peak <= wanted.megabytesFromDisk,
  );
}

async function writeManifest(folder: string, megabytes: number): Promise<string> {
  const file = path.join(folder, String(megabytes), 'exportmanifest.json');
  await mkdir(path.dirname(file), { recursive: true });
  await pipeline(
    Readable.from(largeManifestChunks(megabytes * 1_000_000)),
    createWriteStream(file),
  );
  return file;
}

/** One line: the median of each time, and memory. */
function report(name: string, sessions: readonly Session[]): void {
  const times = (['first', 'complete', 'hover', 'folding', 'symbols'] as const).map(
    stage => `${stage} ${milliseconds(middle(sessions, session => session[stage]))}`,
  );
  const typed = milliseconds(middle(sessions, ({ keystrokes }) => median(keystrokes)));
  const slowest = milliseconds(middle(sessions, ({ keystrokes }) => Math.max(...keystrokes)));
  const heap = megabytesOf(middle(sessions, session => session.heap));
  const peak = megabytesOf(middle(sessions, session => session.peak));
  console.log(
    `        ${name}: ${times.join(', ')}, keystroke ${typed} (slowest ${slowest}), heap ${heap}, peak ${peak}`,
  );
}

function middle(sessions: readonly Session[], of: (session: Session) => number): number {
  return median(sessions.map(of));
}

function milliseconds(value: number): string {
  return `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}

function megabytesOf(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MB`;
}

function verdict(text: string, part: number, most: number): void {
  judge(`${text}: ${part.toFixed(3)} of theirs, at most ${most}`, part <= most);
}

void main();
