import { toDataSyncError } from '../../shared/errors';
import type { SyncEvent, SyncSummary } from '../../shared/protocol/worker';
import { runSync } from '../../shared/worker/runSync';
import { cloudsOf } from '../clouds';
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
    const { signal } = context;
    const clouds = cloudsOf(args, context);
    const onEvent = (event: SyncEvent) => printer.event(event);
    const host = { purpose: 'sync', signal, clouds, onEvent };
    return printSync(() => runSync(recipe, host), printer, context);
  },
};

async function printSync(
  sync: () => Promise<SyncSummary>,
  printer: SyncPrinter,
  { signal, stderr }: VerbContext,
): Promise<number> {
  try {
    const summary = await sync();
    await printer.end(summary);
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
