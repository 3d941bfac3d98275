// Measured runs in processes of their own.
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

/** What a run printed of itself. */
export interface Run {
  readonly milliseconds: number;
  /** Bytes. */
  readonly maxRss: number;
  readonly rows: number;
}

const run = promisify(execFile);

/** Runs a script of this folder, which prints a line of JSON. */
export async function measure(script: string, args: readonly string[]): Promise<Run> {
  const file = path.join(__dirname, `${script}.js`);
  const { stdout } = await run(process.execPath, [file, ...args]);
  const { milliseconds, maxRss, rows } = JSON.parse(stdout) as Run;
  return { milliseconds, maxRss, rows };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** One line: the median, all runs, and the peak of memory. */
export function report(name: string, runs: readonly Run[]): void {
  const times = runs.map(({ milliseconds }) => milliseconds);
  const all = times.map(time => (time / 1000).toFixed(2)).join(', ');
  const memory = Math.round(Math.max(...runs.map(({ maxRss }) => maxRss)) / 2 ** 20);
  const seconds = (median(times) / 1000).toFixed(2);
  console.log(`        ${name.padEnd(24)} ${seconds.padStart(6)} s  (${all})  ${memory} MB`);
}
