// A compiled decoder: the rows of one inflated block go from the engine's heap into an INSERT.
import { avroError } from '../../avro/avroError';
import type { BulkStatement } from '../../engine/engine';
import { BadValue, DecoderRuntime } from './decoderRuntime';
import { generateDecoder } from './generateDecoder';
import type { InsertPlan } from './planInsert';
import { Scratch } from './scratch';

/** One block in the engine's heap. */
export interface HeapBlock {
  readonly pointer: number;
  /** Bytes of its content; `spareBytes` more are ours and zero. */
  readonly length: number;
  readonly rows: number;
  /** Where the block starts in the file, and the file, for messages. */
  readonly start: number;
  readonly file: string;
}

/** The generated code reads at most this far behind a block before it notices. */
export const spareBytes = 16;

type GeneratedDecoder = (
  R: DecoderRuntime,
  B: BulkStatement,
  S: readonly unknown[],
  ...block: [start: number, end: number, rows: number, firstRow: number]
) => number;

/** Decodes blocks of one writer schema for one shape of INSERT, whatever the table is called. */
export class RowDecoder {
  readonly #decode: GeneratedDecoder;
  readonly #runtime = new DecoderRuntime();
  readonly #scratch: Scratch;

  constructor(plan: InsertPlan, memory: Pick<BulkStatement, 'heap' | 'alloc' | 'free'>) {
    const { code, scratch } = generateDecoder(plan.fields, plan.rowParam);
    const names = ['R', 'B', 'S', 'start', 'end', 'rows', 'firstRow'];
    // The code is made of numbers and our own words only: no name or text of the schema enters it.
    this.#decode = new Function(...names, code) as GeneratedDecoder;
    this.#scratch = new Scratch(scratch, memory, this.#runtime);
  }

  /** Inserts the block's rows, numbered from `firstRow`; all of its bytes must be used up. */
  insert(statement: BulkStatement, block: HeapBlock, firstRow: number): void {
    const { pointer, length, rows } = block;
    const end = pointer + length;
    this.#runtime.start = pointer;
    let position: number;
    try {
      const { places } = this.#scratch;
      position = this.#decode(this.#runtime, statement, places, pointer, end, rows, firstRow);
    } catch (error) {
      throw error instanceof BadValue ? badValueError(error, block) : error;
    }
    if (position !== end) throw bytesLeft(block, position - pointer);
  }

  free(): void {
    this.#scratch.free();
  }
}

function badValueError({ place, message }: BadValue, block: HeapBlock) {
  const where = { file: block.file, block: block.start, byte: place.byte, inflated: true };
  return avroError('avro.bad-value', where, `row ${place.row} of the block: ${message}`);
}

function bytesLeft({ file, start, rows, length }: HeapBlock, byte: number) {
  const text = `its ${rows} rows end before its ${length} bytes do`;
  return avroError('avro.bad-value', { file, block: start, byte, inflated: true }, text);
}
