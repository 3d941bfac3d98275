// A compiled decoder: the rows of one inflated block go from the engine's heap into an INSERT.
import { avroError } from '../../avro/avroError';
import type { BulkStatement } from '../../engine/engine';
import { BadValue, DecoderRuntime } from './decoderRuntime';
import { generateDecoder } from './generateDecoder';
import type { InsertPlan } from './planInsert';
import { Scratch } from './scratch';
import { instantiate } from './wasmInstance';

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

/** Rows of a block that follow each other. */
export interface BlockPart {
  /** Address of the first. */
  readonly start: number;
  readonly rows: number;
  /** The number that it gets. */
  readonly firstRow: number;
}

/** The generated code looks at texts in words of 8 bytes and copies two at once: the last may end behind the block. */
export const spareBytes = 16;

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
    const instance = instantiate<DecoderInstance>(
      code,
      statement.native,
      this.#runtime,
      this.#scratch,
    );
    this.#runtime.row = instance.row;
    this.#decode = instance.decode;
    this.#position = instance.position;
  }

  /** Inserts the block's rows, numbered from `firstRow`; all of its bytes must be used up. */
  insert(statement: BulkStatement, block: HeapBlock, firstRow: number): void {
    const { pointer, length, rows } = block;
    const position = this.insertPart(statement, block, { start: pointer, rows, firstRow });
    if (position !== pointer + length) throw bytesLeft(block, position - pointer);
  }

  /** Inserts some rows of the block, and returns where they end. */
  insertPart(statement: BulkStatement, block: HeapBlock, part: BlockPart): number {
    const { pointer, length } = block;
    const { start, rows, firstRow } = part;
    this.#runtime.start = pointer;
    const { native } = statement;
    try {
      native.run(() =>
        this.#decode(native.statement, start, pointer + length, rows, BigInt(firstRow)),
      );
    } catch (error) {
      throw error instanceof BadValue ? badValueError(error, block) : error;
    }
    return Number(this.#position.value);
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

/** What the block has wrong, with its place in the file; `skipped` rows of it came before. */
export function badValueError({ place, message }: BadValue, block: HeapBlock, skipped = 0) {
  const where = { file: block.file, block: block.start, byte: place.byte, inflated: true };
  return avroError('avro.bad-value', where, `row ${skipped + place.row} of the block: ${message}`);
}

/** The block has more bytes than its rows take. */
export function bytesLeft({ file, start, rows, length }: HeapBlock, byte: number) {
  const text = `its ${rows} rows end before its ${length} bytes do`;
  return avroError('avro.bad-value', { file, block: start, byte, inflated: true }, text);
}
