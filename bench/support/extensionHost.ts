// Runs inside the extension host while the extension works: its memory, and how long it kept others waiting.
import { existsSync, rmSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

/** What was found, in MB and milliseconds. */
export interface HostFigures {
  /** The most that heap and external memory of the host's isolate held. */
  readonly peakMemory: number;
  /** By how much the process with all its threads grew at most. */
  readonly growth: number;
  readonly delay99: number;
  readonly delayMax: number;
  /** What the extension marked of its way, in milliseconds since 1970. */
  readonly marks: readonly { readonly name: string; readonly at: number }[];
}

/** Files by which a bench and this module talk; the host knows no other way. */
const hostFiles = {
  begin: '/tmp/pendo-data-sync-bench.begin',
  stop: '/tmp/pendo-data-sync-bench.stop',
  figures: '/tmp/pendo-data-sync-bench.json',
} as const;

/** What `withWorkbench` loads into the extension host. */
export const hostProbe = __filename;

/** To be called before the host starts. */
export async function forgetFigures(): Promise<void> {
  await Promise.all(Object.values(hostFiles).map(each => rm(each, { force: true })));
}

/** What was before does not count. */
export async function beginFigures(): Promise<void> {
  await writeFile(hostFiles.begin, '');
  while (existsSync(hostFiles.begin)) await sleep(20);
}

/** Ends the measuring; `exitCode` is the workbench's. */
export async function endFigures(exitCode: Promise<number>): Promise<HostFigures> {
  await writeFile(hostFiles.stop, '');
  await exitCode;
  return JSON.parse(await readFile(hostFiles.figures, 'utf8')) as HostFigures;
}

/** Samples until the bench says stop. */
export async function run(): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  let peak = 0;
  let before = process.memoryUsage.rss();
  let resident = before;
  for (let rounds = 0; rounds < 4000 && !existsSync(hostFiles.stop); rounds++) {
    if (existsSync(hostFiles.begin)) {
      delay.reset();
      peak = 0;
      resident = before = process.memoryUsage.rss();
      rmSync(hostFiles.begin);
    }
    const { heapUsed, external, rss } = process.memoryUsage();
    peak = Math.max(peak, heapUsed + external);
    resident = Math.max(resident, rss);
    await sleep(50);
  }
  const figures: HostFigures = {
    peakMemory: peak / 1e6,
    growth: (resident - before) / 1e6,
    delay99: delay.percentile(99) / 1e6,
    delayMax: delay.max / 1e6,
    marks: performance
      .getEntriesByType('mark')
      .map(({ name, startTime }) => ({ name, at: performance.timeOrigin + startTime })),
  };
  await writeFile(hostFiles.figures, JSON.stringify(figures));
}
