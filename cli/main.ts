#!/usr/bin/env node
// The command line's composition root: the process comes in here and nowhere else.
import { DataSyncError } from '../shared/errors';
import { cloudAccess, rangeCacheOf } from './cloudAccess';
import { streamOutput } from './output/streamOutput';
import { runCommand } from './runCommand';
import type { VerbContext } from './verb';
import { verbs } from './verbs/index';

const controller = new AbortController();

/** The first Ctrl-C cancels, so that nothing is left half done; the second quits at once. */
function cancel(): void {
  if (controller.signal.aborted) process.exit(130);
  controller.abort(new DataSyncError('cli.cancelled', 'cancelled'));
}

const context: VerbContext = {
  stdout: streamOutput(process.stdout),
  stderr: streamOutput(process.stderr),
  signal: controller.signal,
  interactive: process.stderr.isTTY && process.env.TERM !== 'dumb',
  columns: process.stdout.isTTY ? process.stdout.columns : undefined,
  env: process.env,
  cwd: process.cwd(),
  now: () => new Date(),
  openClouds: cloudAccess(process.env),
  rangeCache: rangeCacheOf(process.env),
};

// Not SIGHUP: a handler would undo nohup, and a closed terminal leaves old or new as any kill does.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, cancel);
void runCommand(process.argv.slice(2), verbs, context).then(code => {
  process.exitCode = code;
  // All is said and closed; what somebody else has not ended, a program that prints credentials say, is not waited for.
  if (controller.signal.aborted) process.exit(code);
});
