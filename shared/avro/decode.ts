// Blocks → JavaScript values. The decoder is compiled once per schema and set of columns; a skipped column makes no string.
import { avroError } from './avroError';
import type { AvroRecord, AvroValue } from './avroValue';
import { UnionValue } from './avroValue';
import type { Container } from './container';
import { Cursor, ValueError } from './cursor';
import type { Constant, DecoderShape } from './decoderSource';
import { decoderSource, fieldsPerFunction } from './decoderSource';
import type { AvroType } from './fields';
import type { Block } from './readBlocks';
import { TextCache } from './textCache';

/** What of each row to decode, and how. */
export interface DecodeOptions {
  /** Fields of the root record; names it lacks are absent from the rows. Default is all. */
  readonly columns?: readonly string[] | undefined;
  /** Keep the branch of values whose union has several branches besides null (UnionValue), to show their logical types. */
  readonly branches?: boolean | undefined;
}

/** Rows of a block by their place in it, half-open; default is all. */
export interface RowRange {
  readonly start?: number | undefined;
  readonly end?: number | undefined;
}

/** Decodes the blocks of containers whose writer schema it was compiled for. */
export interface RowDecoder {
  /** Rows of one block, in batches of at most a few thousand. What is no value is `avro.bad-value`. */
  batches(container: Container, block: Block, range?: RowRange): Generator<AvroValue[], void>;
  /** All rows of one block. */
  rows(container: Container, block: Block): AvroValue[];
}

/** Rows of one batch: enough to make the batch's own cost vanish, few enough to stay small. */
const batchRows = 2048;

/** Compiles a decoder of rows of the type. */
export function compileDecoder(type: AvroType, options: DecodeOptions = {}): RowDecoder {
  const columns = options.columns && new Set(options.columns);
  const decode = compile(type, { columns, branches: options.branches ?? false });
  const texts = new TextCache();
  let skip: Decode | undefined;
  const skipOf = (): Decode => (skip ??= compile(type, { columns: new Set(), branches: false }));

  function* batches(container: Container, block: Block, range: RowRange = {}) {
    const { start = 0, end = block.rowCount } = range;
    const cursor = new Cursor(block.bytes, texts);
    for (let row = 0; row < end;) {
      const before = row < start;
      const count = Math.min((before ? start : end) - row, batchRows);
      const out: AvroValue[] = [];
      cursor.begin();
      try {
        (before ? skipOf() : decode)(cursor, count, out);
      } catch (error) {
        throw told(container, block, { cursor, error, row });
      }
      row += count;
      if (row === block.rowCount) checkEnd(container, block, cursor);
      if (!before) yield out;
    }
  }

  return {
    batches,
    rows: (container, block) => [...batches(container, block)].flat(),
  };
}

type Decode = (cursor: Cursor, rows: number, out: AvroValue[]) => void;

function compile(type: AvroType, shape: DecoderShape): Decode {
  const { source, constants } = decoderSource(type, shape);
  const make = new Function('k', source) as (constants: readonly unknown[]) => Decode;
  return make(constants.map(valueOf));
}

function valueOf(constant: Constant): unknown {
  switch (constant.kind) {
    case 'symbols':
      return constant.symbols;
    case 'record':
      return recordClass(constant.fields);
    case 'union':
      return UnionValue;
  }
}

/** Instances of a class are several times as fast as objects made without a prototype, and have no inherited names either. */
const noNames: unknown = Object.freeze(Object.create(null));

function recordClass(fields: readonly string[]): new (...values: AvroValue[]) => AvroRecord {
  const isWide = fields.length > fieldsPerFunction;
  const names = isWide ? [] : fields.map((_, index) => `f${index}`);
  const body = fields.map((field, index) => {
    return `this[${JSON.stringify(field)}]=${isWide ? 'null' : `f${index}`};`;
  });
  const make = new Function(
    'noNames',
    `function Record(${names.join(',')}){${body.join('')}}Record.prototype=noNames;return Record;`,
  ) as (prototype: unknown) => new (...values: AvroValue[]) => AvroRecord;
  return make(noNames);
}

function checkEnd(container: Container, block: Block, cursor: Cursor): void {
  const left = cursor.end - cursor.position;
  if (left === 0) return;
  const error = new ValueError(`${left} bytes are left after its last row`, cursor.position);
  throw told(container, block, { cursor, error, row: block.rowCount - 1 - cursor.row });
}

/** A failed read as an error of this file, block and byte; anything else is not ours to name. */
function told(
  container: Container,
  block: Block,
  { cursor, error, row }: { cursor: Cursor; error: unknown; row: number },
): unknown {
  const isStack = error instanceof RangeError;
  if (!(error instanceof ValueError) && !isStack) return error;
  const position = isStack ? cursor.position : error.position;
  const inflated = container.codec !== 'null';
  const byte = inflated ? position : block.dataStart + position;
  const at = block.firstRow + row + cursor.row;
  const what = isStack ? 'values nested too deep' : error.message;
  const place = { file: container.source.name, block: block.offset, byte, inflated };
  return avroError('avro.bad-value', place, `row ${at}: ${what}`, { cause: error });
}
