// Runs inside the extension host while a preview is looked at: its memory and how long it kept others waiting.
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

/** What was found, in MB and milliseconds. */
export interface HostFigures {
  readonly peakMemory: number;
  readonly delay99: number;
}

/** Files by which the bench and this module talk; the host knows no other way. */
export const hostFiles = {
  stop: '/tmp/pendo-data-sync-bench.stop',
  figures: '/tmp/pendo-data-sync-bench.json',
} as const;

/** Samples until the bench says stop. */
export async function run(): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  let peak = 0;
  for (let rounds = 0; rounds < 4000 && !existsSync(hostFiles.stop); rounds++) {
    const { heapUsed, external } = process.memoryUsage();
    peak = Math.max(peak, heapUsed + external);
    await sleep(50);
  }
  const figures: HostFigures = { peakMemory: peak / 1e6, delay99: delay.percentile(99) / 1e6 };
  await writeFile(hostFiles.figures, JSON.stringify(figures));
}
