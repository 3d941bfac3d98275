// Loads one Avro file into a table through the bulk path, block by block.
import { readBlocks } from '../avro/readBlocks';
import type { BulkStatement, Engine } from '../engine/engine';
import { LruMap } from '../util/lruMap';
import { BlockMemory } from './bulk/blockMemory';
import { planInsert, type InsertPlan } from './bulk/planInsert';
import { RowDecoder } from './bulk/rowDecoder';
import type { AvroFile } from './avroFiles';
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

/** Keeps statements, decoders and memory over the files of one sync. */
export class RowLoader {
  readonly #engine: Engine;
  readonly #statements = new LruMap<string, BulkStatement>(64, statement => statement.finalize());
  readonly #decoders = new LruMap<string, RowDecoder>(64, decoder => decoder.free());
  #blocks: BlockMemory | undefined;
  #constant: BlockMemory | undefined;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Inserts all rows of the file; their number is that of the block headers. */
  async load({ container }: AvroFile, target: RowTarget, signal: AbortSignal): Promise<number> {
    const plan = planInsert(target.placement);
    const statement = this.#statements.getOrAdd(plan.sql, () => this.#engine.prepareBulk(plan.sql));
    const decoder = this.#decoder(container.schemaText, plan, statement);
    const blocks = (this.#blocks ??= new BlockMemory(statement));
    const file = container.source.name;
    let rows = 0;
    for await (const block of readBlocks(container, {}, signal)) {
      signal.throwIfAborted();
      // Other files share the statement, and so may the bindings of a constant.
      this.#bindConstant(plan, statement, target.constant);
      const pointer = blocks.place(block.bytes);
      const { rowCount, offset, bytes } = block;
      const heapBlock = { pointer, length: bytes.length, rows: rowCount, start: offset, file };
      decoder.insert(statement, heapBlock, target.firstRow + rows);
      rows += rowCount;
      target.onBlock(rowCount, bytes.length);
    }
    return rows;
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

  #bindConstant(plan: InsertPlan, statement: BulkStatement, constant: string | null): void {
    if (plan.constantParam === undefined) return;
    if (constant === null) return statement.bindNull(plan.constantParam);
    const memory = (this.#constant ??= new BlockMemory(statement));
    const bytes = Buffer.from(constant);
    statement.bindText(plan.constantParam, memory.place(bytes), bytes.length);
  }
}
