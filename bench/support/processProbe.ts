// Loaded into a measured process before its program (`node --expose-gc --require`): tells on file descriptor 3
// what it holds, when asked by SIGUSR2 and when it ends. One line of JSON each.
import { writeSync } from 'node:fs';

import { peakMemory } from './peakMemory';

/** What a process holds, in bytes. */
export interface Held {
  /** On the heap and outside of it, after the garbage is gone. */
  readonly heap: number;
  /** The most that was resident at any time. */
  readonly peak: number;
}

process.on('SIGUSR2', () => {
  globalThis.gc?.();
  // What lies outside of the heap goes only after those who hold it.
  setTimeout(() => {
    globalThis.gc?.();
    tell();
  }, 100);
});
process.on('exit', tell);

function tell(): void {
  const { heapUsed, external } = process.memoryUsage();
  const held: Held = { heap: heapUsed + external, peak: peakMemory() };
  writeSync(3, `${JSON.stringify(held)}\n`);
}
