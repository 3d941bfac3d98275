// Which events of a day each matchable matches.
import type { EventChunk, EventKind, EventSource } from './events';
import { ruleAt, type Matchable, type Rule } from './matchables';
import type { ScheduledExport, ScheduledPeriod } from './schedule';

/** The rows of one matchable in one period. */
export interface MatchedRows {
  readonly matchable: Matchable;
  /** For each chunk of the day that has any: its number and the rows in it. */
  readonly chunks: readonly { readonly chunk: number; readonly rows: readonly number[] }[];
  readonly rawBytes: number;
}

/** A matchable and the rule that an export follows for it. */
export interface ActiveRule {
  readonly matchable: Matchable;
  readonly rule: Rule;
}

/** The rules of the matchables that an export knows, in their fixed order. */
export function activeRules(
  matchables: readonly Matchable[],
  { day, kind }: ScheduledExport,
): ActiveRule[] {
  return matchables.flatMap(matchable => {
    const rule = ruleAt(matchable, day, kind === 'retroactive');
    return rule ? [{ matchable, rule }] : [];
  });
}

/** The events of a day, as an export looks at them. */
export interface MatchedPeriod {
  /** Of all events, matched or not. */
  readonly rawBytes: number;
  /** For each rule, in order, the rows that it matches; rules that match nothing have no chunks. */
  readonly matched: readonly MatchedRows[];
}

/** Makes the events of a day and finds who matches them; yields where a pause is welcome. */
export function* matchPeriod(
  events: EventSource,
  period: ScheduledPeriod,
  rules: readonly ActiveRule[],
): Generator<undefined, MatchedPeriod> {
  const index = indexRules(rules);
  const found = rules.map(({ matchable }) => ({
    matchable,
    chunks: [] as { chunk: number; rows: number[] }[],
    rawBytes: 0,
  }));
  let number = 0;
  let rawBytes = 0;
  for (const chunk of events.chunks(period.day, period.finalized)) {
    for (let row = 0; row < chunk.kinds.length; row++) {
      const kind = chunk.kinds[row] ?? 'other';
      for (const rule of index.get(kind)?.get(chunk.targets[row] ?? -1) ?? []) {
        const matched = found[rule];
        if (!matched) continue;
        const last = matched.chunks.at(-1);
        if (last?.chunk === number) last.rows.push(row);
        else matched.chunks.push({ chunk: number, rows: [row] });
        matched.rawBytes += (chunk.offsets[row + 1] ?? 0) - (chunk.offsets[row] ?? 0);
      }
    }
    number++;
    rawBytes += chunk.bytes.length;
    yield;
  }
  return { rawBytes, matched: found };
}

/** Every row of a day, in order. */
export function* allRows(events: EventSource, period: ScheduledPeriod): Generator<Uint8Array> {
  for (const chunk of events.chunks(period.day, period.finalized)) {
    for (let row = 0; row < chunk.kinds.length; row++) yield rowOf(chunk, row);
  }
}

/** The rows that a matchable matches, in order. */
export function* matchedRows(
  events: EventSource,
  period: ScheduledPeriod,
  matched: MatchedRows,
): Generator<Uint8Array> {
  for (const { chunk: number, rows } of matched.chunks) {
    const chunk = events.chunk(period.day, number);
    for (const row of rows) yield rowOf(chunk, row);
  }
}

function rowOf(chunk: EventChunk, row: number): Uint8Array {
  return chunk.bytes.subarray(chunk.offsets[row], chunk.offsets[row + 1]);
}

const kindOfType = { Page: 'load', Feature: 'click', TrackType: 'track' } as const;

/** Event kind → route, element or track → positions of the rules that match it. */
function indexRules(rules: readonly ActiveRule[]): Map<EventKind, Map<number, number[]>> {
  const index = new Map<EventKind, Map<number, number[]>>();
  rules.forEach(({ matchable, rule }, position) => {
    const kind = kindOfType[matchable.type];
    const targets = index.get(kind) ?? new Map<number, number[]>();
    index.set(kind, targets);
    for (const target of rule.targets) {
      const positions = targets.get(target);
      if (positions) positions.push(position);
      else targets.set(target, [position]);
    }
  });
  return index;
}
