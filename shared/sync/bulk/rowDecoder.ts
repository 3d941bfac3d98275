// A compiled decoder: the rows of one inflated block go from the engine's heap into an INSERT.
import { avroError } from '../../avro/avroError';
import type { BulkStatement, NativeInsert } from '../../engine/engine';
import { BadValue, DecoderRuntime } from './decoderRuntime';
import { generateDecoder } from './generateDecoder';
import type { InsertPlan } from './planInsert';
import { Scratch } from './scratch';

/** One block in the engine's heap. */
export interface HeapBlock {
  readonly pointer: number;
  /** Bytes of its content; `spareBytes` more are ours. */
  readonly length: number;
  readonly rows: number;
  /** Where the block starts in the file, and the file, for messages. */
  readonly start: number;
  readonly file: string;
}

/** The generated code looks at texts in words of 8 bytes, so the last word may end behind the block. */
export const spareBytes = 8;

type Decode = (
  statement: number,
  start: number,
  ...block: [end: number, rows: number, firstRow: bigint]
) => number;

/** Decodes blocks of one writer schema for one shape of INSERT, whatever the table is called. */
export class RowDecoder {
  readonly #runtime: DecoderRuntime;
  readonly #scratch: Scratch;
  readonly #decode: Decode;
  readonly #position: WebAssembly.Global;

  /** `statement` gives access to the engine; rows may go into other statements of the same shape. */
  constructor(plan: InsertPlan, statement: BulkStatement) {
    this.#runtime = new DecoderRuntime(() => statement.heap());
    this.#scratch = new Scratch(statement, this.#runtime);
    const code = generateDecoder(plan.fields, plan.rowParam, this.#scratch);
    const instance = instantiate(code, statement.native, this.#runtime, this.#scratch);
    this.#runtime.row = instance.row;
    this.#decode = instance.decode;
    this.#position = instance.position;
  }

  /** Inserts the block's rows, numbered from `firstRow`; all of its bytes must be used up. */
  insert(statement: BulkStatement, block: HeapBlock, firstRow: number): void {
    const { pointer, length, rows } = block;
    const end = pointer + length;
    this.#runtime.start = pointer;
    const { native } = statement;
    try {
      native.run(() => this.#decode(native.statement, pointer, end, rows, BigInt(firstRow)));
    } catch (error) {
      throw error instanceof BadValue ? badValueError(error, block) : error;
    }
    const position = Number(this.#position.value);
    if (position !== end) throw bytesLeft(block, position - pointer);
  }

  free(): void {
    this.#scratch.free();
  }
}

interface DecoderInstance {
  readonly decode: Decode;
  readonly row: WebAssembly.Global;
  readonly position: WebAssembly.Global;
}

function instantiate(
  code: Uint8Array,
  native: NativeInsert,
  runtime: DecoderRuntime,
  scratch: Scratch,
): DecoderInstance {
  const host = {
    fail: (failure: number, at: number, value: bigint) => runtime.report(failure, at, value),
    checkText: (start: number, length: number) => runtime.checkText(start, length),
    calendar: (place: number, value: bigint) => scratch.writeCalendar(place, value),
    day: (place: number, day: bigint) => (scratch.writeDay(place, day) ? 1 : 0),
    convert: (place: number, at: number, end: number) => scratch.convert(place, at, end),
  };
  const imports = { env: { memory: native.memory }, sqlite: native.functions, host };
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(code), imports);
  return exports as unknown as DecoderInstance;
}

function badValueError({ place, message }: BadValue, block: HeapBlock) {
  const where = { file: block.file, block: block.start, byte: place.byte, inflated: true };
  return avroError('avro.bad-value', where, `row ${place.row} of the block: ${message}`);
}

function bytesLeft({ file, start, rows, length }: HeapBlock, byte: number) {
  const text = `its ${rows} rows end before its ${length} bytes do`;
  return avroError('avro.bad-value', { file, block: start, byte, inflated: true }, text);
}
