// The options by which plan, sync and verify choose what they work on.
import { DataSyncError } from '../shared/errors';
import { addDays } from '../shared/plan/probablyFinal';
import { sliceKinds } from '../shared/plan/slice';
import type { SyncRecipe } from '../shared/protocol/worker';
import type { OptionSpec, ParsedArguments } from './verb';

/** What a user may choose; nothing chosen is everything. */
export type ChosenSelection = Pick<SyncRecipe, 'applications' | 'counters' | 'periods' | 'kinds'>;

export const selectionOptions: readonly OptionSpec[] = [
  {
    name: 'application',
    value: 'ID',
    multiple: true,
    description: 'Only this application: [<subscription>/]<id>, account or visitor',
  },
  {
    name: 'counter',
    value: 'A..B',
    description: 'Only exports with these counters, both included: 412, 410..412, 410.. or ..412',
  },
  {
    name: 'period',
    value: 'A..B',
    description:
      'Only these days, both included: 2023-02-22, 2023-02-01..2023-02-28; what has no period stays',
  },
  {
    name: 'kind',
    value: 'KIND',
    multiple: true,
    allowed: sliceKinds,
    description: `Only this kind of rows: ${sliceKinds.join(', ')}`,
  },
];

/** The selection in the arguments; a wrong one is `cli.usage`. */
export function readSelection(args: ParsedArguments): ChosenSelection {
  const counter = args.text('counter');
  const period = args.text('period');
  const kinds = sliceKinds.filter(kind => args.texts('kind').includes(kind));
  return {
    applications: args.texts('application'),
    ...(counter === undefined ? {} : { counters: readCounters(counter) }),
    ...(period === undefined ? {} : { periods: readPeriods(period) }),
    ...(kinds.length > 0 ? { kinds } : {}),
  };
}

/** `410..412` is 410 to 413, half-open. */
function readCounters(text: string): { start: number; end: number } {
  const { first, last } = readRange('counter', text, /^\d{1,15}$/, 'a counter, A..B, A.. or ..B');
  const start = first === undefined ? -Infinity : Number(first);
  const end = last === undefined ? Infinity : Number(last) + 1;
  if (start >= end) throw backwards('counter', text);
  return { start, end };
}

/** `2023-02-01..2023-02-28` is the periods 2023-02-01 to 2023-03-01, half-open. */
function readPeriods(text: string): { start: string; end: string } {
  const allowed = 'a day YYYY-MM-DD, A..B, A.. or ..B';
  const { first, last } = readRange('period', text, /^\d{4}-\d{2}-\d{2}$/, allowed);
  for (const day of [first, last]) {
    if (day !== undefined && !isDay(day)) throw usage('period', text, `${day} is no day`);
  }
  const start = first === undefined ? '0000-01-01T00:00:00Z' : `${first}T00:00:00Z`;
  // The day after the last one that ISO 8601 writes with four digits.
  const end = last === undefined ? '9999-12-31T24:00:00Z' : addDays(`${last}T00:00:00Z`, 1);
  if (start >= end) throw backwards('period', text);
  return { start, end };
}

function readRange(
  option: string,
  text: string,
  bound: RegExp,
  allowed: string,
): { first: string | undefined; last: string | undefined } {
  const [first = '', last = first, ...more] = text.split('..');
  const isOpen = text.includes('..');
  const sound = (part: string): boolean => bound.test(part) || (isOpen && part === '');
  if (more.length > 0 || !sound(first) || !sound(last) || first + last === '') {
    throw usage(option, text, `allowed: ${allowed}`);
  }
  return { first: first || undefined, last: last || undefined };
}

function isDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}

function backwards(option: string, text: string): DataSyncError {
  return usage(option, text, 'its end lies before its start');
}

function usage(option: string, text: string, why: string): DataSyncError {
  return new DataSyncError('cli.usage', `--${option} is "${text}"; ${why}`);
}
