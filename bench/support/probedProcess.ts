import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';

import type { Held } from './processProbe';

/** A process that can be asked what it holds. */
export interface ProbedProcess {
  readonly child: ChildProcess;
  /** What it holds now, or at its end when it has ended before. */
  readonly held: () => Promise<Held>;
}

const probe = path.join(__dirname, 'processProbe.js');

/** Starts a script in a process of its own, with pipes at its input and output. */
export function startProbed(script: string, args: readonly string[]): ProbedProcess {
  const child = spawn(process.execPath, ['--expose-gc', '--require', probe, script, ...args], {
    stdio: ['pipe', 'pipe', 'inherit', 'pipe'],
  });
  const told = child.stdio[3];
  if (!(told instanceof Readable)) throw new Error('there is no pipe for the probe');
  const lines = createInterface({ input: told })[Symbol.asyncIterator]();
  return {
    child,
    held: async () => {
      child.kill('SIGUSR2');
      const line: IteratorResult<string, unknown> = await lines.next();
      if (line.done) throw new Error(`${script} ended without a word`);
      return JSON.parse(line.value) as Held;
    },
  };
}
