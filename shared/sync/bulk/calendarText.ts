// Dates and times written as ASCII straight into the engine's memory. Each writer owns one place
// there and keeps what it wrote last: of two timestamps of one day only the time is written again.
import { writeAscii, writeDigits } from './asciiDigits';

/** Bytes that the longest text of a writer needs. */
export const calendarTextBytes = 40;

/** Days from 0000-01-01 to 1970-01-01, and the day after 9999-12-31: outside stay integers. */
const firstDay = -719528;
const endDay = 2932897;

/** `YYYY-MM-DD` from days since 1970-01-01. */
export class DateText {
  constructor(readonly pointer: number) {}

  /** Writes the text and returns its length. */
  write(heap: Uint8Array, days: number): number {
    if (days < firstDay || days >= endDay) return writeAscii(heap, this.pointer, String(days));
    writeDay(heap, this.pointer, days);
    return 10;
  }
}

/** The units of timestamps and times: how many make a second, and with how many digits they show. */
export interface TimeUnit {
  readonly perSecond: number;
  readonly digits: number;
}

/** `YYYY-MM-DDTHH:MM:SS.mmm`, with `Z` when it is an instant. */
export class TimestampText {
  readonly #perDay: number;
  readonly #unit: TimeUnit;
  readonly #length: number;
  #day = Number.NaN;

  constructor(
    readonly pointer: number,
    unit: TimeUnit,
    readonly suffix: '' | 'Z',
  ) {
    this.#perDay = 86400 * unit.perSecond;
    this.#unit = unit;
    this.#length = 20 + unit.digits + suffix.length;
  }

  write(heap: Uint8Array, value: number): number {
    const day = Math.floor(value / this.#perDay);
    // The division rounds, so the rest may come out one day off for the largest values.
    const rest = value - day * this.#perDay;
    if (rest < 0 || rest >= this.#perDay) return this.writeBig(heap, BigInt(value));
    return this.#writeParts(heap, day, rest) ?? this.#writeInteger(heap, String(value));
  }

  writeBig(heap: Uint8Array, value: bigint): number {
    const perDay = BigInt(this.#perDay);
    const day = value >= 0n ? value / perDay : (value - perDay + 1n) / perDay;
    const rest = Number(value - day * perDay);
    return this.#writeParts(heap, Number(day), rest) ?? this.#writeInteger(heap, String(value));
  }

  #writeParts(heap: Uint8Array, day: number, rest: number): number | undefined {
    const start = this.pointer;
    if (day !== this.#day) {
      if (day < firstDay || day >= endDay) return undefined;
      writeDay(heap, start, day);
      heap[start + 10] = 0x54;
      if (this.suffix === 'Z') heap[start + this.#length - 1] = 0x5a;
      this.#day = day;
    }
    writeClock(heap, start + 11, rest, this.#unit);
    return this.#length;
  }

  #writeInteger(heap: Uint8Array, text: string): number {
    this.#day = Number.NaN;
    return writeAscii(heap, this.pointer, text);
  }
}

/** `HH:MM:SS.mmm`. Outside one day it stays an integer. */
export class TimeText {
  constructor(
    readonly pointer: number,
    readonly unit: TimeUnit,
  ) {}

  write(heap: Uint8Array, value: number): number {
    if (value < 0 || value >= 86400 * this.unit.perSecond) {
      return writeAscii(heap, this.pointer, String(value));
    }
    writeClock(heap, this.pointer, value, this.unit);
    return 9 + this.unit.digits;
  }

  writeBig(heap: Uint8Array, value: bigint): number {
    return writeAscii(heap, this.pointer, String(value));
  }
}

/** Howard Hinnant's civil_from_days: days since 1970-01-01 as `YYYY-MM-DD`. */
function writeDay(heap: Uint8Array, at: number, days: number): void {
  const shifted = days + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36524) -
      Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  writeDigits(heap, at, 4, year);
  heap[at + 4] = 0x2d;
  writeDigits(heap, at + 5, 2, month);
  heap[at + 7] = 0x2d;
  writeDigits(heap, at + 8, 2, day);
}

/** `HH:MM:SS.` and the fraction, of units since midnight. */
function writeClock(heap: Uint8Array, at: number, units: number, unit: TimeUnit): void {
  const { perSecond, digits } = unit;
  const seconds = Math.floor(units / perSecond);
  const minutes = (seconds / 60) | 0;
  const hours = (minutes / 60) | 0;
  writeDigits(heap, at, 2, hours);
  heap[at + 2] = 0x3a;
  writeDigits(heap, at + 3, 2, minutes - hours * 60);
  heap[at + 5] = 0x3a;
  writeDigits(heap, at + 6, 2, seconds - minutes * 60);
  heap[at + 8] = 0x2e;
  writeDigits(heap, at + 9, digits, units - seconds * perSecond);
}
