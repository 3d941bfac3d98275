// Places in the engine's heap for texts that do not stand in the block: dates, big integers, symbols
// of enums, nested values. They outlive the blocks and are freed with the decoder.
import type { AvroType, LogicalType } from '../../avro/fields';
import type { BulkStatement } from '../../engine/engine';
import { DataSyncError } from '../../errors';
import { writeAscii } from './asciiDigits';
import { calendarTextBytes, DateText, TimestampText, TimeText } from './calendarText';
import type { DecoderRuntime } from './decoderRuntime';
import { textReaderOf, type TextReader } from './nestedText';
import { ValueCursor } from './valueCursor';

/** What the generated code needs a place for. */
export type ScratchSpec =
  /** Decimal digits of an integer beyond what a number holds. */
  | { readonly kind: 'integer' }
  | { readonly kind: 'calendar'; readonly logical: LogicalType }
  /** Written once. */
  | { readonly kind: 'symbols'; readonly symbols: readonly string[] }
  /** Read and turned into text by a reader of the type: nested values, decimals, durations. */
  | { readonly kind: 'converted'; readonly type: AvroType };

type HeapMemory = Pick<BulkStatement, 'heap' | 'alloc' | 'free'>;

/** The places of one decoder. */
export class Scratch {
  readonly places: readonly unknown[];
  readonly #memory: HeapMemory;
  readonly #pointers: number[] = [];
  readonly #converted: ConvertedText[] = [];

  constructor(specs: readonly ScratchSpec[], memory: HeapMemory, runtime: DecoderRuntime) {
    this.#memory = memory;
    const cursor = new ValueCursor(runtime);
    this.places = specs.map(spec => this.#place(spec, cursor));
  }

  free(): void {
    for (const pointer of this.#pointers) this.#memory.free(pointer);
    for (const place of this.#converted) place.free();
  }

  #place(spec: ScratchSpec, cursor: ValueCursor): unknown {
    switch (spec.kind) {
      case 'integer':
        return new IntegerText(this.#alloc(calendarTextBytes));
      case 'calendar':
        return calendarText(spec.logical, this.#alloc(calendarTextBytes));
      case 'symbols':
        return this.#symbols(spec.symbols);
      case 'converted': {
        const place = new ConvertedText(this.#memory, cursor, textReaderOf(spec.type));
        this.#converted.push(place);
        return place;
      }
    }
  }

  #alloc(bytes: number): number {
    const pointer = this.#memory.alloc(bytes);
    this.#pointers.push(pointer);
    return pointer;
  }

  #symbols(symbols: readonly string[]): { pointers: number[]; lengths: number[] } {
    const texts = symbols.map(symbol => Buffer.from(symbol));
    const lengths = texts.map(({ length }) => length);
    let pointer = this.#alloc(lengths.reduce((sum, length) => sum + length, 1));
    const pointers = texts.map(text => {
      this.#memory.heap().set(text, pointer);
      pointer += text.length;
      return pointer - text.length;
    });
    return { pointers, lengths };
  }
}

class IntegerText {
  constructor(readonly pointer: number) {}
  writeBig(heap: Uint8Array, value: bigint): number {
    return writeAscii(heap, this.pointer, value.toString());
  }
}

/** The text of the value read last, in memory that grows with it. */
class ConvertedText {
  pointer = 0;
  length = 0;
  #capacity = 0;
  readonly #memory: HeapMemory;
  readonly #cursor: ValueCursor;
  readonly #reader: TextReader;

  constructor(memory: HeapMemory, cursor: ValueCursor, reader: TextReader) {
    this.#memory = memory;
    this.#cursor = cursor;
    this.#reader = reader;
  }

  /** Returns where the value ends; may grow the heap. */
  read(heap: Uint8Array, start: number, end: number, wanted: boolean): number {
    this.#cursor.moveTo(heap, start, end);
    const text = this.#reader(this.#cursor);
    const { position } = this.#cursor;
    if (wanted) this.#write(text);
    return position;
  }

  free(): void {
    if (this.#capacity > 0) this.#memory.free(this.pointer);
  }

  #write(text: string): void {
    const most = Math.max(1, text.length * 3);
    if (most > this.#capacity) {
      this.free();
      this.#capacity = Math.max(256, most * 2);
      this.pointer = this.#memory.alloc(this.#capacity);
    }
    const { buffer, byteOffset } = this.#memory.heap();
    this.length = Buffer.from(buffer, byteOffset + this.pointer, this.#capacity).write(text);
  }
}

function calendarText(logical: LogicalType, pointer: number): unknown {
  switch (logical.name) {
    case 'date':
      return new DateText(pointer);
    case 'time-millis':
      return new TimeText(pointer, millis);
    case 'time-micros':
      return new TimeText(pointer, micros);
    case 'timestamp-millis':
      return new TimestampText(pointer, millis, 'Z');
    case 'timestamp-micros':
      return new TimestampText(pointer, micros, 'Z');
    case 'timestamp-nanos':
      return new TimestampText(pointer, nanos, 'Z');
    case 'local-timestamp-millis':
      return new TimestampText(pointer, millis, '');
    case 'local-timestamp-micros':
      return new TimestampText(pointer, micros, '');
    case 'local-timestamp-nanos':
      return new TimestampText(pointer, nanos, '');
    case 'uuid':
    case 'duration':
    case 'decimal':
      throw new DataSyncError('internal', `${logical.name} is no logical type of an integer`);
  }
}

const millis = { perSecond: 1e3, digits: 3 };
const micros = { perSecond: 1e6, digits: 6 };
const nanos = { perSecond: 1e9, digits: 9 };
