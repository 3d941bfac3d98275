// What a user may choose of a simulation; everything has a default, and the same options give the same bytes.
import type { CodecName } from '../avro/codec';
import { codecNames } from '../avro/codecs';
import { DataSyncError } from '../errors';
import type { ExportFamily } from '../manifest/types';

import { dayOf, textOfDay } from './days';
import type { FaultRequest } from './faults';

/** All optional: `{}` is a mature destination of 30 days. */
export interface SimulationOptions {
  /** Any whole number; default 1. */
  readonly seed?: number;
  /** Days on which exports are made; default 30. */
  readonly days?: number;
  /** Events per application on a working day; default 200. At weekends it is quiet. */
  readonly rows?: number;
  /** Pages, features and track types of each application at the start; default 24. */
  readonly matchables?: number;
  /** Per subscription; default 2. */
  readonly applications?: number;
  /** Default 1. */
  readonly subscriptions?: number;
  /** Default all three. */
  readonly families?: readonly ExportFamily[];
  /** Default deflate. */
  readonly codec?: CodecName;
  /** A file grows no larger; the rest goes into further files. Default 3 GB, as Pendo's. */
  readonly capBytes?: number;
  /** Bytes of a block before packing; default 64,000. */
  readonly blockBytes?: number;
  /** Days of events before the first export, which the one-time export holds; default 10. */
  readonly historyDays?: number;
  /** The day of the last export; a fixed day, so that results can be repeated. Default 2024-06-30. */
  readonly until?: string;
  /** Counter of the first application's first export; default 412, as in a manifest that is long in use. */
  readonly firstCounter?: number;
  readonly faults?: readonly FaultRequest[];
}

/** Options with every default filled in; days as numbers. */
export interface ResolvedOptions {
  readonly seed: number;
  readonly rows: number;
  readonly matchables: number;
  readonly applications: number;
  readonly subscriptions: number;
  readonly families: ReadonlySet<ExportFamily>;
  readonly codec: CodecName;
  readonly capBytes: number;
  readonly blockBytes: number;
  /** First day that has events. */
  readonly firstPeriod: number;
  /** Day of the first export. */
  readonly start: number;
  /** Day after the last export. */
  readonly end: number;
  readonly firstCounter: number;
  readonly faults: readonly FaultRequest[];
}

/** What `npm start` shows: every kind of export, a split file and a delete-only entry, made in seconds. */
export const sampleOptions: SimulationOptions = {
  days: 30,
  rows: 400,
  matchables: 24,
  applications: 2,
  capBytes: 64_000,
  blockBytes: 16_000,
};

const defaultUntil = '2024-06-30';
/** Below this a cap would leave no room for a header and a row with a long URL. */
const smallestCap = 16_000;

type NumberOption = {
  [K in keyof SimulationOptions]-?: number extends SimulationOptions[K] ? K : never;
}[keyof SimulationOptions];

/** Checks and completes; what cannot be is `simulator.bad-option`. */
export function resolveOptions(options: SimulationOptions): ResolvedOptions {
  const whole = (name: NumberOption, fallback: number, min: number): number => {
    const value = options[name] ?? fallback;
    if (Number.isSafeInteger(value) && value >= min) return value;
    throw badOption(name, String(value), `a whole number not below ${min}`);
  };
  const until = dayOf(options.until ?? defaultUntil);
  if (until === undefined) {
    throw badOption('until', String(options.until), `a day such as ${defaultUntil}`);
  }
  const codec = options.codec ?? 'deflate';
  if (!codecNames.includes(codec)) throw badOption('codec', codec, codecNames.join(', '));
  const days = whole('days', 30, 1);
  const start = until - days + 1;
  const firstPeriod = start - whole('historyDays', 10, 1);
  if (firstPeriod < 1) throw badOption('days', String(days), `days after ${textOfDay(0)}`);
  return {
    seed: whole('seed', 1, 0),
    rows: whole('rows', 200, 0),
    matchables: whole('matchables', 24, 0),
    applications: whole('applications', 2, 1),
    subscriptions: whole('subscriptions', 1, 1),
    families: new Set(options.families ?? ['events', 'accounts', 'visitors']),
    codec,
    capBytes: whole('capBytes', 3_000_000_000, smallestCap),
    blockBytes: whole('blockBytes', 64_000, 1),
    firstPeriod,
    start,
    end: until + 1,
    firstCounter: whole('firstCounter', 412, 0),
    faults: options.faults ?? [],
  };
}

function badOption(name: string, found: string, allowed: string): DataSyncError {
  return new DataSyncError(
    'simulator.bad-option',
    `simulation option ${name} is ${found}, allowed: ${allowed}`,
    { option: name, found, allowed },
  );
}
