import { openDestination } from '../../shared/storage/openDestination';
import { describeApplication, describeSubscription } from '../listing/describeListing';
import { listingDepths, type ListedApplication, type ListingDepth } from '../listing/listing';
import { readListing } from '../listing/readListing';
import { toJson } from '../output/json';
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
  ],
  examples: ['ls ./acme', 'ls ./acme --db ./db', 'ls ./acme --application -323232 --depth files'],
  async run(args, context) {
    const format = args.format(['text', 'json'], 'text');
    const destination = await openDestination(args.positionals[0] ?? '', context.signal);
    const depth = listingDepths.find(level => level === args.text('depth')) ?? 'exports';
    const listing = readListing(
      destination,
      { depth, applications: args.texts('application'), ledgerOf: undefined },
      context.signal,
    );
    await (format === 'json' ? writeJson(listing, depth, context) : writeText(listing, context));
    return 0;
  },
};

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
  depth: ListingDepth,
  { stdout }: VerbContext,
): Promise<void> {
  let separator = `{"depth":"${depth}","applications":[`;
  for await (const application of listing) {
    await stdout.write(`${separator}${toJson(application)}`);
    separator = ',\n';
  }
  await stdout.write(']}\n');
}
