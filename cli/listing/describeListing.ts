// The listing as text: names before ids, one table per application.
import { bytesText, countOf, countText, dayText } from '../../shared/util/humanText';
import { formatTable, type TableColumn } from '../../shared/util/textTable';
import { printable } from '../../shared/util/displayWidth';
import type {
  ListedApplication,
  ListedExport,
  ListedFile,
  ListedPeriod,
} from '../../shared/listing/listing';

/** The heading of a subscription: `Acme (6184512345678901)`. */
export function describeSubscription({
  subscription,
  subscriptionName,
}: ListedApplication): string {
  return `${named(subscriptionName, subscription)}\n`;
}

/** One application with what was listed of it, indented below its subscription. */
export function describeApplication(listed: ListedApplication, width: number | undefined): string {
  const inner = width === undefined ? undefined : width - 4;
  const exports = listed.exports ?? [];
  const lines = [
    `  ${headline(listed)}\n`,
    ...(exports.length > 0 ? [indent(exportsText(exports, inner), 4)] : []),
    ...notes(listed).map(note => `    ${note}\n`),
    ...(exports.length > 0 ? ['\n'] : []),
  ];
  return lines.join('');
}

function headline(listed: ListedApplication): string {
  const { applicationName, application, family, exportCount, storageSize } = listed;
  const name =
    family === 'events'
      ? named(applicationName, application)
      : family === 'accounts'
        ? 'accounts'
        : 'visitors';
  const parts = [
    exportCount === 0 ? 'no exports' : `${countOf(exportCount, 'export')}${counters(listed)}`,
    ...(listed.firstPeriod && listed.lastPeriod
      ? [`days ${dayRange(listed.firstPeriod, listed.lastPeriod)}`]
      : []),
    ...(storageSize === null ? [] : [bytesText(storageSize)]),
  ];
  return `${name}: ${parts.join(', ')}`;
}

function counters({ firstCounter, lastCounter }: ListedApplication): string {
  if (firstCounter === null || lastCounter === null) return '';
  return firstCounter === lastCounter
    ? ` (counter ${firstCounter})`
    : ` (counters ${firstCounter} to ${lastCounter})`;
}

function notes({ missingPeriods, unread, manifest }: ListedApplication): string[] {
  const shown = missingPeriods.slice(0, 5).map(dayText).join(', ');
  const more = missingPeriods.length > 5 ? ` and ${missingPeriods.length - 5} more` : '';
  return [
    ...(missingPeriods.length > 0 ? [`no export brings all events of ${shown}${more}`] : []),
    ...(unread > 0
      ? [
          `${countOf(unread, 'place')} of ${printable(manifest)} cannot be read: validate names them`,
        ]
      : []),
  ];
}

function exportsText(exports: readonly ListedExport[], width: number | undefined): string {
  const deep = exports.some(each => each.periods !== undefined);
  if (!deep) return exportsTable(exports, width);
  const inner = width === undefined ? undefined : width - 2;
  return exports
    .map(each => {
      const periods = each.periods ?? [];
      const files = each.files ?? [];
      return [
        exportsTable([each], width),
        ...(files.length > 0 ? [indent(filesText(files), 2)] : []),
        ...(periods.length > 0 ? [indent(periodsText(periods, each, inner), 2)] : []),
      ].join('');
    })
    .join('\n');
}

function exportsTable(exports: readonly ListedExport[], width: number | undefined): string {
  const withState = exports.some(({ state }) => state !== undefined);
  const withEvents = exports.some(({ periodCount }) => periodCount > 0);
  const columns: TableColumn[] = [
    { title: 'counter', align: 'right' },
    { title: 'type' },
    { title: 'finished', spare: true },
    ...(withEvents ? eventColumns : []),
    { title: 'files', align: 'right', spare: true },
    { title: 'size', align: 'right', spare: true },
    ...(withState ? ([{ title: 'state' }] as const) : []),
  ];
  const rows = exports.map(each => [
    String(each.counter),
    each.exportType?.join(', ') ?? '–',
    each.finishTime === null ? '–' : each.finishTime.slice(0, 16).replace('T', ' '),
    ...(withEvents
      ? [daysText(each), countOrDash(each.eventCount), countOrDash(each.matchedCount)]
      : []),
    countText(each.fileCount),
    each.storageSize === null ? '–' : bytesText(each.storageSize),
    ...(withState ? [stateText(each)] : []),
  ]);
  return formatTable(columns, rows, { width, moreHint: 'in a wider terminal, or --json' });
}

const eventColumns: readonly TableColumn[] = [
  { title: 'days' },
  { title: 'events', align: 'right' },
  { title: 'matched', align: 'right', spare: true },
];

function stateText({ state, pending }: ListedExport): string {
  const waiting = pending !== undefined && pending > 0 ? `, ${countText(pending)} pending` : '';
  return `${state ?? '–'}${waiting}`;
}

function daysText({ periodCount, firstPeriod, lastPeriod }: ListedExport): string {
  if (firstPeriod === null || lastPeriod === null) return '–';
  if (periodCount === 1) return dayText(firstPeriod);
  if (periodCount === 2) return `${dayText(firstPeriod)}, ${dayText(lastPeriod)}`;
  return `${dayRange(firstPeriod, lastPeriod)} (${periodCount})`;
}

function dayRange(first: string, last: string): string {
  return first === last ? dayText(first) : `${dayText(first)} to ${dayText(last)}`;
}

function periodsText(
  periods: readonly ListedPeriod[],
  each: ListedExport,
  width: number | undefined,
): string {
  const withFiles = periods.some(({ files }) => files !== undefined);
  if (!withFiles) return periodsTable(periods, each, width);
  return periods
    .map(period => periodsTable([period], each, width) + indent(filesText(period.files ?? []), 2))
    .join('');
}

function periodsTable(
  periods: readonly ListedPeriod[],
  { counter }: ListedExport,
  width: number | undefined,
): string {
  const columns: readonly TableColumn[] = [
    { title: 'day' },
    { title: 'events', align: 'right' },
    { title: 'matchables', align: 'right' },
    { title: 'matched', align: 'right' },
    { title: 'files', align: 'right' },
    { title: 'state' },
  ];
  const rows = periods.map(period => [
    dayText(period.periodId),
    countOrDash(period.eventCount),
    countText(period.matchableCount),
    countOrDash(period.matchedCount),
    countText(period.fileCount),
    periodState(period, counter),
  ]);
  return formatTable(columns, rows, { width });
}

function periodState(period: ListedPeriod, counter: number): string {
  const words = [
    ...(period.state === undefined ? [] : [period.state]),
    ...(period.owner !== null && period.owner > counter ? [`again in ${period.owner}`] : []),
    ...(period.probablyFinal ? ['probably final'] : []),
  ];
  return words.length > 0 ? words.join(', ') : '–';
}

function filesText(files: readonly ListedFile[]): string {
  const sizes = files.map(({ size, fault }) => (size === null ? (fault ?? '–') : bytesText(size)));
  const width = Math.max(0, ...sizes.map(size => size.length));
  return files
    .map((file, i) => `${(sizes[i] ?? '').padStart(width)}  ${printable(file.path)}\n`)
    .join('');
}

function countOrDash(count: number | null): string {
  return count === null ? '–' : countText(count);
}

function named(name: string | null, id: string): string {
  return name === null ? printable(id) : `${printable(name)} (${printable(id)})`;
}

function indent(text: string, spaces: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(spaces));
}
