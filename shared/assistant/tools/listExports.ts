import type { ListedDay, ListedOverview } from '../../listing/listApplication';
import type { ListedApplication, ListedExport } from '../../listing/listing';
import { dayText } from '../../util/humanText';
import {
  applicationField,
  chooseDestination,
  chooseManifests,
  destinationField,
} from '../destinations';
import { pageOf } from '../paging';
import { readOverviews } from '../readOverviews';
import { choice, day, flag, list, optional, orNull, record, text, whole } from '../shape';
import { readingTool } from '../tool';

/** Days without all events that an application names. */
const mostMissing = 10;

const states = choice(
  ['new', 'partly', 'synced', 'stale', 'superseded', 'missing', 'failed'],
  'Against the local database: new and partly have something to load, stale was loaded from an older export',
);

const application = record({
  application: text('<subscription>/<id>'),
  name: orNull(text()),
  manifest: text('Path below the destination; explainManifest takes it'),
  exports: whole(),
  firstDay: orNull(day()),
  lastDay: orNull(day()),
  bytes: orNull(whole()),
  missingDays: list(day(), `Days that no export brings all events of: the first ${mostMissing}`),
  missingDayCount: whole(),
});

const oneExport = record({
  application: text(),
  counter: whole('Rises with each export; planSync takes it'),
  type: list(text(), 'Empty: one-time or recurring'),
  finished: orNull(text()),
  days: whole(),
  firstDay: orNull(day()),
  lastDay: orNull(day()),
  events: orNull(whole()),
  matchedEvents: orNull(whole()),
  files: whole(),
  bytes: orNull(whole()),
  state: orNull(states),
  pendingSlices: whole('What a sync would load from it'),
});

const oneDay = record({
  application: text(),
  day: day(),
  state: states,
  export: orNull(whole('Counter of the export whose events of the day count')),
  events: orNull(whole()),
  isProbablyFinal: flag('An estimate: Pendo marks final days nowhere'),
  loadedFrom: orNull(whole('Counter of the export that the local database has it from')),
});

/** What lies at a destination, and what of it is loaded. */
export const listExports = readingTool({
  name: 'listExports',
  title: 'List exports',
  description:
    'Lists what Pendo exported to one destination, newest first: applications, exports with their days, counts and sizes, and whether ' +
    'each is loaded into the local database; with show=days the days over all exports instead. Use it to see what is there, what is ' +
    'missing and what is pending. Reads the manifests (of a bucket: some requests), never the exports’ files. Long lists come in pages: ' +
    'ask again with nextCursor as cursor.',
  input: record({
    destination: destinationField,
    application: applicationField,
    show: optional(choice(['exports', 'days'], 'What is listed (default exports)')),
    limit: optional(whole('Exports or days in a page (default 20)', { least: 1, most: 100 })),
    cursor: optional(text('nextCursor of the page before')),
  }),
  output: record({
    destination: text(),
    applications: list(application, 'On the first page only'),
    exports: optional(list(oneExport)),
    days: optional(list(oneDay)),
    total: whole('In all pages'),
    nextCursor: orNull(text('null: this is the last page')),
    failed: list(record({ application: text(), problem: text() }), 'Manifests that cannot be read'),
  }),
  answer: async (input, ports, signal) => {
    const destination = await chooseDestination(input.destination, ports, signal);
    const manifests = await chooseManifests(destination, input.application, ports, signal);
    const { read, failed } = await readOverviews(destination, manifests, ports, signal);
    const { cursor, limit = 20 } = input;
    const paging = { limit, cursor };
    const applications = cursor === undefined ? read.map(describeApplication) : [];
    const page = input.show === 'days' ? daysOf(read, paging) : exportsOf(read, paging);
    return { destination: destination.name, applications, ...page, failed };
  },
});

interface PageChoice {
  readonly limit: number;
  readonly cursor: string | undefined;
}

function exportsOf(read: readonly ListedOverview[], paging: PageChoice) {
  const all = read.flatMap(({ application: own }) =>
    (own.exports ?? []).map(each => ({ own, each })),
  );
  const keyOf = ({ own, each }: (typeof all)[number]) =>
    [each.finishTime ?? '', padded(each.counter), nameOf(own), each.exportId].join(' ');
  const { items, nextCursor = null } = pageOf(all, { ...paging, kind: 'exports', keyOf });
  const exports = items.map(({ own, each }) => describeExport(own, each));
  return { exports, total: all.length, nextCursor };
}

function daysOf(read: readonly ListedOverview[], paging: PageChoice) {
  const all = read.flatMap(({ application: own, days }) => days.map(each => ({ own, each })));
  const keyOf = ({ own, each }: (typeof all)[number]) => `${each.periodId} ${nameOf(own)}`;
  const { items, nextCursor = null } = pageOf(all, { ...paging, kind: 'days', keyOf });
  const days = items.map(({ own, each }) => describeDay(own, each));
  return { days, total: all.length, nextCursor };
}

function describeApplication({ application: own }: ListedOverview) {
  return {
    application: nameOf(own),
    name: own.applicationName,
    manifest: own.manifest,
    exports: own.exportCount,
    firstDay: dayOf(own.firstPeriod),
    lastDay: dayOf(own.lastPeriod),
    bytes: own.storageSize,
    missingDays: own.missingPeriods.slice(0, mostMissing).map(dayText),
    missingDayCount: own.missingPeriods.length,
  };
}

function describeExport(own: ListedApplication, each: ListedExport) {
  return {
    application: nameOf(own),
    counter: each.counter,
    type: each.exportType ?? [],
    finished: each.finishTime,
    days: each.periodCount,
    firstDay: dayOf(each.firstPeriod),
    lastDay: dayOf(each.lastPeriod),
    events: each.eventCount,
    matchedEvents: each.matchedCount,
    files: each.fileCount,
    bytes: each.storageSize,
    state: each.state ?? null,
    pendingSlices: each.pending ?? 0,
  };
}

function describeDay(own: ListedApplication, each: ListedDay) {
  return {
    application: nameOf(own),
    day: dayText(each.periodId),
    state: each.state,
    export: each.owner,
    events: each.eventCount,
    isProbablyFinal: each.probablyFinal,
    loadedFrom: each.loadedFrom,
  };
}

function nameOf({ subscription, application: id }: ListedApplication): string {
  return `${subscription}/${id}`;
}

function dayOf(periodId: string | null): string | null {
  return periodId === null ? null : dayText(periodId);
}

/** So that numbers are sorted as numbers. */
function padded(counter: number): string {
  return String(counter).padStart(16, '0');
}
