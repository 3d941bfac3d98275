import path from 'node:path';

import type { DatabaseLock } from '../../shared/engine/databaseLock';
import { DataSyncError } from '../../shared/errors';
import { emptyLedger } from '../../shared/plan/ledger';
import type { FailedApplication } from '../../shared/protocol/worker';
import { openDestination } from '../../shared/storage/openDestination';
import { lockForReading } from '../../shared/worker/lockForReading';
import { startWorker, type WorkerHandle } from '../../shared/worker/startWorker';
import { cloudOptions, destinationOf, storesOf } from '../clouds';
import { describeApplication, describeSubscription } from '../listing/describeListing';
import {
  listingDepths,
  type ListedApplication,
  type ListingDepth,
} from '../../shared/listing/listing';
import { readListing, type ReadListingOptions } from '../listing/readListing';
import { JsonItems } from '../output/jsonItems';
import { failedJson, tellFailures } from '../syncing/failedApplications';
import type { Verb, VerbContext } from '../verb';

/** `ls <destination>`: what lies there, from subscriptions down to files. */
export const lsVerb: Verb = {
  name: 'ls',
  summary: 'List subscriptions, applications, exports, days and files of a destination',
  usage: '<destination> [--depth LEVEL] [--db FOLDER] [--application ID]',
  positionals: { min: 1, max: 1 },
  options: [
    {
      name: 'depth',
      value: 'LEVEL',
      allowed: listingDepths,
      description: 'How deep to list (default exports)',
    },
    {
      name: 'application',
      value: 'ID',
      multiple: true,
      description: 'Only this application: [<subscription>/]<id>, account or visitor',
    },
    { name: 'db', value: 'FOLDER', description: 'Show states against the local database here' },
    ...cloudOptions,
  ],
  examples: ['ls ./acme', 'ls ./acme --db ./db', 'ls ./acme --application -323232 --depth files'],
  async run(args, context) {
    const format = args.format(['text', 'json'], 'text');
    const url = destinationOf(args.positionals[0] ?? '', context);
    const destination = await openDestination(storesOf(args, context), url, context.signal);
    const depth = listingDepths.find(level => level === args.text('depth')) ?? 'exports';
    const database = args.text('db');
    const { ledgerOf, failed }: Ledgers =
      database === undefined
        ? { ledgerOf: undefined, failed: [] }
        : await readLedgers(database, context);
    const onFailure = (failure: FailedApplication) => failed.push(failure);
    const listing = readListing(
      destination,
      { depth, applications: args.texts('application'), ledgerOf, onFailure },
      context.signal,
    );
    if (format === 'json') await writeJson(listing, { depth, failed }, context);
    else await writeText(listing, context);
    await tellFailures(failed, context);
    return failed.length > 0 ? 1 : 0;
  },
};

interface Ledgers {
  readonly ledgerOf: ReadListingOptions['ledgerOf'];
  readonly failed: FailedApplication[];
}

/** What the local database holds; nothing for an application that was never loaded, undefined where it cannot be read. */
async function readLedgers(folder: string, { cwd, signal }: VerbContext): Promise<Ledgers> {
  const database = path.resolve(cwd, folder);
  const worker = startWorker();
  try {
    const lock = await lockIfThere(worker, database, signal);
    if (!lock) return { ledgerOf: () => emptyLedger, failed: [] };
    try {
      const { ledgers, failed } = await worker.channel.request('ledgers', { database }, { signal });
      const known = new Map(ledgers.map(each => [nameOf(each), each.ledger]));
      const unread = new Set(failed.map(nameOf));
      const ledgerOf = (subscription: string, application: string) => {
        const name = nameOf({ subscription, application });
        return known.get(name) ?? (unread.has(name) ? undefined : emptyLedger);
      };
      return { ledgerOf, failed };
    } finally {
      await lock.release();
    }
  } finally {
    await worker.dispose();
  }
}

function nameOf({ subscription, application }: Omit<FailedApplication, 'error'>): string {
  return `${subscription}/${application}`;
}

/** Undefined where no database was made yet: then everything is new, as `plan` says too. */
async function lockIfThere(
  worker: WorkerHandle,
  database: string,
  signal: AbortSignal,
): Promise<DatabaseLock | undefined> {
  try {
    return await lockForReading(worker, database, 'ls', signal);
  } catch (error) {
    if (error instanceof DataSyncError && error.code === 'engine.no-database') return undefined;
    throw error;
  }
}

async function writeText(
  listing: AsyncIterable<ListedApplication>,
  { stdout, columns }: VerbContext,
): Promise<void> {
  let subscription: string | undefined;
  for await (const application of listing) {
    if (application.subscription !== subscription) {
      await stdout.write(describeSubscription(application));
      subscription = application.subscription;
    }
    await stdout.write(describeApplication(application, columns));
  }
}

/** One document, written application by application. */
async function writeJson(
  listing: AsyncIterable<ListedApplication>,
  { depth, failed }: { depth: ListingDepth; failed: readonly FailedApplication[] },
  { stdout }: VerbContext,
): Promise<void> {
  const answer = new JsonItems(stdout, `{"depth":"${depth}","applications":[`);
  for await (const application of listing) await answer.add([application]);
  await answer.end(failedJson(failed));
}
