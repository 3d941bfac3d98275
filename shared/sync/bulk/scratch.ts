// Places in the engine's heap for texts that do not stand in the block: dates, big integers, symbols
// of enums, nested values. They outlive the blocks and are freed with the decoder.
import type { AvroType, LogicalType } from '../../avro/fields';
import type { BulkStatement } from '../../engine/engine';
import {
  calendarTextBytes,
  timestampLength,
  timestampUnit,
  writeCalendarText,
  writeTimestampDay,
  type TimestampUnit,
} from './calendarText';
import type { DecoderRuntime } from './decoderRuntime';
import { textReaderOf, type TextReader } from './nestedText';
import { ValueCursor } from './valueCursor';

/** The part of a bulk statement that gives memory. */
export type HeapMemory = Pick<BulkStatement, 'heap' | 'alloc' | 'free'>;

/** Where the text of a date, time or big integer goes. */
export interface CalendarPlace {
  /** By which the generated code names it. */
  readonly index: number;
  readonly pointer: number;
  /** Of a timestamp: the length of its text, and what the code needs to write the time of day. */
  readonly length: number;
  readonly unit: TimestampUnit | undefined;
}

/** The place of a timestamp. */
export type TimestampPlace = CalendarPlace & { readonly unit: TimestampUnit };

/** Where the text of a converted value goes: a cell of pointer and length says where it is. */
export interface ConvertedPlace {
  readonly index: number;
  readonly cell: number;
}

/** The places of one decoder, and the functions by which its code fills them. */
export class Scratch {
  readonly #memory: HeapMemory;
  readonly #cursor: ValueCursor;
  readonly #pointers: number[] = [];
  readonly #calendars: { readonly pointer: number; readonly logical: LogicalType | undefined }[] =
    [];
  readonly #converted: ConvertedText[] = [];

  constructor(memory: HeapMemory, runtime: DecoderRuntime) {
    this.#memory = memory;
    this.#cursor = new ValueCursor(runtime);
  }

  calendar(logical: LogicalType): CalendarPlace {
    const unit = timestampUnit(logical);
    return { ...this.#calendar(logical), unit, length: unit ? timestampLength(unit) : 0 };
  }

  integer(): CalendarPlace {
    return { ...this.#calendar(undefined), unit: undefined, length: 0 };
  }

  /** A table of pointers and lengths of the symbols; returns where it starts. */
  symbols(symbols: readonly string[]): number {
    const texts = symbols.map(symbol => Buffer.from(symbol));
    const table = this.#alloc(texts.length * 8);
    let pointer = this.#alloc(texts.reduce((sum, { length }) => sum + length, 0));
    const heap = this.#memory.heap();
    const cells = new DataView(heap.buffer, heap.byteOffset);
    for (const [index, text] of texts.entries()) {
      heap.set(text, pointer);
      cells.setUint32(table + 8 * index, pointer, true);
      cells.setUint32(table + 8 * index + 4, text.length, true);
      pointer += text.length;
    }
    return table;
  }

  converted(type: AvroType): ConvertedPlace {
    const cell = this.#alloc(8);
    const place = new ConvertedText(this.#memory, cell, textReaderOf(type));
    return { index: this.#converted.push(place) - 1, cell };
  }

  writeCalendar(index: number, value: bigint): number {
    const place = this.#calendars[index];
    if (!place) return 0;
    return writeCalendarText(this.#memory.heap(), place.pointer, value, place.logical);
  }

  writeDay(index: number, day: bigint): boolean {
    const place = this.#calendars[index];
    const unit = place?.logical && timestampUnit(place.logical);
    if (!place || !unit) return false;
    return writeTimestampDay(this.#memory.heap(), place.pointer, Number(day), unit);
  }

  /** Returns where the value ends. */
  convert(index: number, start: number, end: number): number {
    this.#cursor.moveTo(this.#memory.heap(), start, end);
    this.#converted[index]?.read(this.#cursor);
    return this.#cursor.position;
  }

  free(): void {
    for (const pointer of this.#pointers) this.#memory.free(pointer);
    for (const place of this.#converted) place.free();
  }

  #calendar(logical: LogicalType | undefined): { index: number; pointer: number } {
    const pointer = this.#alloc(calendarTextBytes);
    return { index: this.#calendars.push({ pointer, logical }) - 1, pointer };
  }

  #alloc(bytes: number): number {
    // An address is never 0: that would be NULL.
    const pointer = this.#memory.alloc(Math.max(bytes, 1));
    this.#pointers.push(pointer);
    return pointer;
  }
}

/** The text of the value read last, in memory that grows with it. */
class ConvertedText {
  #pointer = 0;
  #capacity = 0;
  readonly #memory: HeapMemory;
  readonly #cell: number;
  readonly #reader: TextReader;

  constructor(memory: HeapMemory, cell: number, reader: TextReader) {
    this.#memory = memory;
    this.#cell = cell;
    this.#reader = reader;
  }

  read(cursor: ValueCursor): void {
    const text = this.#reader(cursor);
    const most = Math.max(1, text.length * 3);
    if (most > this.#capacity) {
      this.free();
      this.#capacity = Math.max(256, most * 2);
      this.#pointer = this.#memory.alloc(this.#capacity);
    }
    const { buffer, byteOffset } = this.#memory.heap();
    const length = Buffer.from(buffer, byteOffset + this.#pointer, this.#capacity).write(text);
    const cell = new DataView(buffer, byteOffset + this.#cell, 8);
    cell.setUint32(0, this.#pointer, true);
    cell.setUint32(4, length, true);
  }

  free(): void {
    if (this.#capacity > 0) this.#memory.free(this.#pointer);
    this.#capacity = 0;
  }
}
