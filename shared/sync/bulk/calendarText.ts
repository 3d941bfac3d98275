// Dates and times written as ASCII straight into the engine's memory.
import type { LogicalType } from '../../avro/fields';
import { formatDate } from '../../avro/logicalText';
import { integerText } from '../../avro/showScalar';

/** Bytes that the longest text of a date, time or integer needs. */
export const calendarTextBytes = 40;

/** How a timestamp counts: units of a second, and the digits that show them. */
export interface TimestampUnit {
  readonly perSecond: number;
  readonly digits: number;
  readonly suffix: '' | 'Z';
}

/** The unit of a timestamp; undefined for dates and times of day. */
export function timestampUnit({ name }: LogicalType): TimestampUnit | undefined {
  const [, local, unit] = /^(local-)?timestamp-(millis|micros|nanos)$/.exec(name) ?? [];
  if (unit === undefined) return undefined;
  const digits = unit === 'millis' ? 3 : unit === 'micros' ? 6 : 9;
  return { perSecond: 10 ** digits, digits, suffix: local === undefined ? 'Z' : '' };
}

/** Length of `YYYY-MM-DDTHH:MM:SS.` with the digits and the suffix. */
export function timestampLength({ digits, suffix }: TimestampUnit): number {
  return 20 + digits + suffix.length;
}

/** Writes the text of a date, a time of day, or of an integer without logical type; returns its length. */
export function writeCalendarText(
  heap: Uint8Array,
  at: number,
  ...[value, logical]: [bigint, LogicalType | undefined]
): number {
  if (!logical) return writeAscii(heap, at, value.toString());
  const number = Number(value);
  const shown = integerText(Number.isSafeInteger(number) ? number : value, logical);
  return writeAscii(heap, at, String(shown));
}

/**
 * Writes `YYYY-MM-DDT00:00:00.` and the suffix of a timestamp, whose time of day the decoder fills in.
 * False for a day without a four-digit year: such timestamps stay integers.
 */
export function writeTimestampDay(
  heap: Uint8Array,
  at: number,
  ...[day, unit]: [number, TimestampUnit]
): boolean {
  const date = formatDate(day);
  if (!date.includes('-', 1)) return false;
  writeAscii(heap, at, `${date}T00:00:00.`);
  writeAscii(heap, at + 20 + unit.digits, unit.suffix);
  return true;
}

/** Writes a text of ASCII characters and returns its length. */
function writeAscii(heap: Uint8Array, at: number, text: string): number {
  for (let i = 0; i < text.length; i++) heap[at + i] = text.charCodeAt(i);
  return text.length;
}
