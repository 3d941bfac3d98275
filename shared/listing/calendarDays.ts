// The days of one application, or of many together, as a calendar shows them. Pure.
import { stateGlyphs } from './stateGlyphs';
import type { ListedDay } from './listApplication';

/** What a calendar says of a day. */
export type DayState =
  /** No export brings its events. */
  | 'missing'
  | 'failed'
  /** Loaded, and a newer export waits. */
  | 'stale'
  | 'partly'
  /** Not loaded, and Pendo will send it again. */
  | 'unfinalized'
  /** Not loaded, and probably final. */
  | 'final'
  | 'synced';

/** All, the ones that ask for more attention first: where applications differ, the first of them is the day's. */
export const dayStates: readonly DayState[] = [
  ...(['failed', 'missing', 'stale', 'partly', 'unfinalized', 'final', 'synced'] as const),
];

/** The sign of each; those that trees show as well have the same. */
export const dayGlyphs: Readonly<Record<DayState, string>> = {
  missing: stateGlyphs.missing,
  failed: stateGlyphs.failed,
  stale: stateGlyphs.stale,
  partly: stateGlyphs.partly,
  unfinalized: '○',
  final: stateGlyphs.new,
  synced: stateGlyphs.synced,
};

/** One day of the calendar. */
export interface CalendarDay {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly state: DayState;
  /** How many applications have the day in each state. */
  readonly counts: Readonly<Partial<Record<DayState, number>>>;
  /** Rows of allevents together; null where no count is known. */
  readonly events: number | null;
  /** The export that owns its events, where that is one. */
  readonly owner: { readonly name: string; readonly counter: number } | null;
}

/** The days of one application. */
export interface DaysOfSource {
  readonly name: string;
  readonly days: readonly ListedDay[];
}

interface Sum {
  readonly counts: Partial<Record<DayState, number>>;
  events: number | null;
  owner: CalendarDay['owner'];
  owners: number;
}

/** All days that any of them has, by time. */
export function calendarDays(sources: readonly DaysOfSource[]): CalendarDay[] {
  const sums = new Map<string, Sum>();
  for (const { name, days } of sources) {
    for (const day of days) addDay(sums, name, day);
  }
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([periodId, { counts, events, owner, owners }]) => ({
      day: periodId.slice(0, 10),
      state: dayStates.find(state => counts[state] !== undefined) ?? 'missing',
      counts,
      events,
      owner: owners === 1 ? owner : null,
    }));
}

function addDay(sums: Map<string, Sum>, name: string, day: ListedDay): void {
  const { periodId, owner, eventCount } = day;
  const sum: Sum = sums.get(periodId) ?? { counts: {}, events: null, owner: null, owners: 0 };
  const state = dayState(day);
  sum.counts[state] = (sum.counts[state] ?? 0) + 1;
  if (eventCount !== null) sum.events = (sum.events ?? 0) + eventCount;
  if (owner !== null) {
    sum.owner = { name, counter: owner };
    sum.owners++;
  }
  sums.set(periodId, sum);
}

function dayState({ state, probablyFinal }: ListedDay): DayState {
  switch (state) {
    case 'new':
      return probablyFinal ? 'final' : 'unfinalized';
    case 'superseded':
      return 'synced';
    default:
      return state;
  }
}
