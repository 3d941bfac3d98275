import { acquireDatabaseLock } from '../../shared/engine/databaseLock';
import { hasNativeLock } from '../../shared/engine/nativeLock';
import { toDataSyncError } from '../../shared/errors';
import type { SyncRecipe, SyncSummary } from '../../shared/protocol/worker';
import { startWorker } from '../../shared/worker/startWorker';
import { OutputClosed } from '../output/outputClosed';
import { readRecipe, recipeOptions } from '../recipe';
import { createSyncPrinter, type SyncPrinter } from '../syncing/syncPrinter';
import type { Verb, VerbContext } from '../verb';

/** `sync <destination> --db <folder>`: loads what is pending and prints the reconciliation. */
export const syncVerb: Verb = {
  name: 'sync',
  summary: 'Load what is pending into the local database, and reconcile the counts',
  usage: '<destination> --db <folder> [options]',
  positionals: { min: 1, max: 1 },
  options: recipeOptions,
  examples: [
    'sync ./acme --db ./db',
    'sync ./acme --db ./db --application -323232 --counter 410..412',
  ],
  async run(args, context) {
    const recipe = readRecipe(args, context);
    const printer = createSyncPrinter(args.format(['text', 'json'], 'text'), context);
    const lock = await acquireDatabaseLock(recipe.database, 'sync', context.signal);
    const worker = startWorker();
    try {
      const request = (onProgress: SyncPrinter['event']) =>
        worker.channel.request('sync', recipe, { signal: context.signal, onProgress });
      return await printSync(request, printer, recipe, context);
    } finally {
      await worker.dispose();
      await lock.release();
    }
  },
};

async function printSync(
  request: (onProgress: SyncPrinter['event']) => Promise<SyncSummary>,
  printer: SyncPrinter,
  { database }: SyncRecipe,
  { signal, stderr }: VerbContext,
): Promise<number> {
  try {
    const summary = await request(event => printer.event(event));
    await printer.end(summary);
    if (wrote(summary) && !hasNativeLock()) {
      await stderr.write(`note: ${withoutNativeLock(database)}\n`);
    }
    const { counts, failedApplications } = summary;
    const failures = (counts.failed ?? 0) + (counts.refused ?? 0) + failedApplications;
    return failures > 0 ? 1 : 0;
  } catch (thrown) {
    if (thrown instanceof OutputClosed) throw thrown;
    const { code, message } = toDataSyncError(thrown);
    if (!(await printer.fail({ code, message }))) throw thrown;
    await stderr.write(`error ${code}: ${message}\n`);
    return signal.aborted ? 130 : 1;
  }
}

function wrote({ rowsInserted, rowsDeleted }: SyncSummary): boolean {
  return rowsInserted + rowsDeleted > 0;
}

function withoutNativeLock(database: string): string {
  return (
    `this Node (${process.version}) has no SQLite of its own, so only our lock file guarded ${database}: ` +
    'let no other program open the files during a sync, or use Node 22.5 or later'
  );
}
