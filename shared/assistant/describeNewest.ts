// What the newest export of an application brings, in words. Pure.
import type { ListedApplication, ListedExport } from '../listing/listing';
import type { Contents } from '../listing/listContents';
import { bytesText, countOf, dayText } from '../util/humanText';

/** The export with the highest counter. */
export function newestOf({ exports = [] }: ListedApplication): ListedExport | undefined {
  return exports.reduce<ListedExport | undefined>(
    (newest, each) => (newest && newest.counter >= each.counter ? newest : each),
    undefined,
  );
}

/** `Export 420 (Retroactive), finished 2024-06-30 03:12 UTC, is the newest of 35. It brings …` */
export function describeNewest(
  application: ListedApplication,
  each: ListedExport,
  { days, tables }: Pick<Contents, 'days' | 'tables'>,
): string {
  const type = each.exportType?.length ? ` (${each.exportType.join(', ')})` : '';
  const time = each.finishTime?.slice(0, 16).replace('T', ' ');
  const finished = time === undefined ? '' : `, finished ${time} UTC,`;
  const head = `Export ${each.counter}${type}${finished} is the newest of ${application.exportCount}.`;
  return [head, brings(each, days), replaces(tables), state(each)].filter(Boolean).join(' ');
}

function brings(each: ListedExport, days: readonly string[]): string {
  const { eventCount, matchedCount, fileCount, storageSize } = each;
  const size = storageSize === null ? '' : `, ${bytesText(storageSize)}`;
  const files = `${countOf(fileCount, 'file')}${size}`;
  if (days.length === 0) return `It brings no events, in ${files}.`;
  const named =
    days.length > 4
      ? `${dayText(days[0] ?? '')} to ${dayText(days.at(-1) ?? '')}`
      : days.map(dayText).join(', ');
  const events = eventCount === null ? 'no file of all events' : countOf(eventCount, 'event');
  const matched = matchedCount === null ? '' : ` and ${countOf(matchedCount, 'matched event')}`;
  return `It brings ${countOf(days.length, 'day')} (${named}) with ${events}${matched}, in ${files}.`;
}

function replaces(tables: Contents['tables']): string {
  if (tables.length === 0) return '';
  return `It replaces what is known of ${tables.map(({ kind }) => kind).join(', ')}.`;
}

function state({ state: known, pending = 0 }: ListedExport): string {
  if (known === undefined) return '';
  const waiting = pending > 0 ? `: ${countOf(pending, 'slice')} would be loaded` : '';
  return `Against the local database it is ${known}${waiting}.`;
}
