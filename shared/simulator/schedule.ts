// Which exports are made on which days, and what each of them holds: the calendar of Data Sync.
import { dayMilliseconds } from './days';
import { uuidFrom } from './ids';
import type { Matchable, RuleChange } from './matchables';
import { randomFor } from './seeds';

/** One export before its files are made. */
export interface ScheduledExport {
  readonly kind: ExportKind;
  /** The day on which it is made. */
  readonly day: number;
  readonly counter: number;
  /** The folder's name. */
  readonly exportId: string;
  /** Milliseconds since 1970. */
  readonly finishedAt: number;
  readonly periods: readonly ScheduledPeriod[];
  /** The matchables of a retroactive export; null: all. */
  readonly touched: readonly Matchable[] | null;
}

export type ExportKind =
  /** The past, once, when Data Sync was set up. */
  | 'oneTime'
  /** Each morning: yesterday, and the days that became final. */
  | 'recurring'
  /** After rules changed: all earlier periods of the touched matchables, without allEvents. */
  | 'retroactive'
  /** Asked for by hand: yesterday again. */
  | 'test'
  /** Account or visitor records: all of them at first. */
  | 'allPeople'
  /** Account or visitor records that changed. */
  | 'changedPeople';

export interface ScheduledPeriod {
  readonly day: number;
  /** Late events are in. */
  readonly finalized: boolean;
}

/** The days of a simulation, half-open. */
export interface Calendar {
  readonly firstPeriod: number;
  readonly start: number;
  readonly end: number;
}

/** What makes the exports of one manifest differ from those of another. */
export interface ScheduleNames {
  readonly seed: number;
  readonly subscription: string;
  /** An application id, `account` or `visitor`. */
  readonly application: string;
  readonly firstCounter: number;
}

const testExportAfterDays = 5;

/** Days from an event's day to the export that finalizes it: 8, 9 or 10, for a week at a time. */
export function finalizedAfter(day: number): number {
  return 8 + (Math.floor(day / 7) % 3);
}

/** All exports of an application, in the order of their counters. */
export function scheduleEvents(
  names: ScheduleNames,
  calendar: Calendar,
  changes: readonly RuleChange[],
): ScheduledExport[] {
  const { firstPeriod, start, end } = calendar;
  const exports: Draft[] = [];
  const history = periodsFrom(firstPeriod, start - 1, start);
  if (history.length > 0) exports.push({ kind: 'oneTime', day: start, hour: 1, periods: history });
  for (let day = start; day < end; day++) {
    exports.push({ kind: 'recurring', day, hour: 3, periods: recurringPeriods(firstPeriod, day) });
    const change = changes.find(each => each.day === day);
    if (change && change.touched.length > 0) {
      const periods = periodsFrom(firstPeriod, day, day);
      exports.push({ kind: 'retroactive', day, hour: 13, periods, touched: change.touched });
    }
    if (day === start + testExportAfterDays) {
      exports.push({ kind: 'test', day, hour: 16, periods: periodsFrom(day - 1, day, day) });
    }
  }
  return exports.map((draft, i) => scheduled(names, draft, i));
}

/** All exports of account or visitor records: everybody on the first day, then who changed. */
export function schedulePeople(names: ScheduleNames, { start, end }: Calendar): ScheduledExport[] {
  const drafts: Draft[] = [];
  for (let day = start; day < end; day++) {
    const kind = day === start ? 'allPeople' : 'changedPeople';
    drafts.push({ kind, day, hour: 4, periods: [] });
  }
  return drafts.map((draft, i) => scheduled(names, draft, i));
}

interface Draft {
  readonly kind: ExportKind;
  readonly day: number;
  readonly hour: number;
  readonly periods: readonly ScheduledPeriod[];
  readonly touched?: readonly Matchable[];
}

/** Yesterday, and each day whose finalization falls on this one. */
function recurringPeriods(firstPeriod: number, day: number): ScheduledPeriod[] {
  const final: ScheduledPeriod[] = [];
  for (let age = 10; age >= 8; age--) {
    const period = day - age;
    if (period >= firstPeriod && finalizedAfter(period) === age) {
      final.push({ day: period, finalized: true });
    }
  }
  return [...final, { day: day - 1, finalized: false }];
}

/** The periods from one day to another as they are known on `today`. */
function periodsFrom(start: number, end: number, today: number): ScheduledPeriod[] {
  return Array.from({ length: Math.max(0, end - start) }, (_, i) => {
    const day = start + i;
    return { day, finalized: today >= day + finalizedAfter(day) };
  });
}

function scheduled(names: ScheduleNames, draft: Draft, index: number): ScheduledExport {
  const { seed, subscription, application, firstCounter } = names;
  const { kind, day, hour, periods, touched = null } = draft;
  const random = randomFor(seed, 'export', subscription, application, day, kind);
  const minutes = random.below(90) * 60_000 + random.below(60_000);
  return {
    kind,
    day,
    counter: firstCounter + index,
    exportId: uuidFrom(random),
    finishedAt: day * dayMilliseconds + hour * 3_600_000 + minutes,
    periods,
    touched,
  };
}
