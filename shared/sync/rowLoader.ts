// Loads one Avro file into a table through the bulk path, block by block.
import type { Container } from '../avro/container';
import { readBlocks } from '../avro/readBlocks';
import type { BulkStatement, Engine } from '../engine/engine';
import { LruMap } from '../util/lruMap';
import { BlockMemory } from './bulk/blockMemory';
import { planInsert, type InsertPlan } from './bulk/planInsert';
import type { HeapText } from './bulk/pageDecoder';
import { RowDecoder, type BlockPart, type HeapBlock } from './bulk/rowDecoder';
import type { AvroFile } from './avroFiles';
import { PageLoader } from './pageLoader';
import type { Placement } from './tables';

/** How the rows of one file are inserted. */
export interface RowTarget {
  readonly placement: Placement;
  /** Number of the first row, where the table numbers them. */
  readonly firstRow: number;
  /** Value of the placement's constant column. */
  readonly constant: string | null;
  /** Told after each block: rows inserted and bytes they took unpacked. */
  onBlock(rows: number, bytes: number): void;
}

/** Smaller files are loaded before their pages would be planned. */
const pagesFrom = 4 << 20;

/** Keeps statements, decoders and memory over the files of one sync. */
export class RowLoader {
  readonly #engine: Engine;
  readonly #pages: PageLoader;
  readonly #pagesFrom: number;
  readonly #statements = new LruMap<string, BulkStatement>(64, statement => statement.finalize());
  readonly #decoders = new LruMap<string, RowDecoder>(64, decoder => decoder.free());
  #blocks: BlockMemory | undefined;
  #constant: BlockMemory | undefined;

  /** `pagesFrom`: bytes from which on a file goes through staged pages. */
  constructor(engine: Engine, options: { readonly pagesFrom?: number } = {}) {
    this.#engine = engine;
    this.#pages = new PageLoader(engine);
    this.#pagesFrom = options.pagesFrom ?? pagesFrom;
  }

  /** Inserts all rows of the file; their number is that of the block headers. */
  async load(
    { container, size }: AvroFile,
    target: RowTarget,
    signal: AbortSignal,
  ): Promise<number> {
    const { placement, constant } = target;
    const plan = planInsert(placement);
    const statement = this.#statements.getOrAdd(plan.sql, () => this.#engine.prepareBulk(plan.sql));
    const decoder = this.#decoder(container.schemaText, plan, statement);
    const blocks = (this.#blocks ??= new BlockMemory(statement));
    const text = this.#placeConstant(statement, constant);
    const isLarge = placement.rowColumn !== undefined && size >= this.#pagesFrom;
    const pages = isLarge ? this.#pages.prepare(container, placement, statement) : undefined;
    const insertPart = (block: HeapBlock, part: BlockPart) => {
      // Other files share the statement, and so may the binding of the constant.
      bindConstant(plan, statement, text);
      return decoder.insertPart(statement, block, part);
    };
    const sink = { flush: () => pages?.flush.run() ?? 0, insertPart };
    pages?.decoder.reset();
    const insert = (block: HeapBlock, firstRow: number) => {
      if (pages) return pages.decoder.insert(block, firstRow, text ?? noText, sink);
      bindConstant(plan, statement, text);
      decoder.insert(statement, block, firstRow);
    };
    const rows = await insertBlocks({ container, blocks, target, insert }, signal);
    pages?.decoder.flush(sink);
    return rows;
  }

  /** To be called when no transaction is open. */
  endTransaction(): void {
    this.#pages.endTransaction();
  }

  dispose(): void {
    this.#decoders.clear();
    this.#blocks?.free();
    this.#constant?.free();
    this.#statements.clear();
  }

  #decoder(schemaText: string, plan: InsertPlan, memory: BulkStatement): RowDecoder {
    const params = plan.fields.map(({ param, integerParam }) => [param, integerParam]);
    const key = `${JSON.stringify([plan.rowParam, params])}${schemaText}`;
    return this.#decoders.getOrAdd(key, () => new RowDecoder(plan, memory));
  }

  #placeConstant(statement: BulkStatement, constant: string | null): HeapText | undefined {
    if (constant === null) return undefined;
    const memory = (this.#constant ??= new BlockMemory(statement));
    const bytes = Buffer.from(constant);
    return { pointer: memory.place(bytes), length: bytes.length };
  }
}

interface BlockInsertion {
  readonly container: Container;
  readonly blocks: BlockMemory;
  readonly target: RowTarget;
  readonly insert: (block: HeapBlock, firstRow: number) => void;
}

/** One block after the other into the heap, and from there on; returns the rows of all. */
async function insertBlocks(
  { container, blocks, target, insert }: BlockInsertion,
  signal: AbortSignal,
): Promise<number> {
  const file = container.source.name;
  let rows = 0;
  for await (const block of readBlocks(container, {}, signal)) {
    signal.throwIfAborted();
    const pointer = blocks.place(block.bytes);
    const { rowCount, offset, bytes } = block;
    const heapBlock = { pointer, length: bytes.length, rows: rowCount, start: offset, file };
    insert(heapBlock, target.firstRow + rows);
    rows += rowCount;
    target.onBlock(rowCount, bytes.length);
  }
  return rows;
}

const noText: HeapText = { pointer: 0, length: 0 };

function bindConstant(
  { constantParam }: InsertPlan,
  statement: BulkStatement,
  text: HeapText | undefined,
): void {
  if (constantParam === undefined) return;
  if (text) statement.bindText(constantParam, text.pointer, text.length);
  else statement.bindNull(constantParam);
}
