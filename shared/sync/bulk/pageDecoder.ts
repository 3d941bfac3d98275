// Turns the rows of blocks into pages of a staged table, and hands each full area of them to SQLite.
import type { BulkStatement } from '../../engine/engine';
import { BadValue, DecoderRuntime } from './decoderRuntime';
import { generatePages, type PagePlan } from './generatePages';
import { appended } from './recordPlaces';
import { badValueError, bytesLeft, type BlockPart, type HeapBlock } from './rowDecoder';
import { Scratch } from './scratch';
import { StagedPages } from './stagedPages';
import { instantiate } from './wasmInstance';

/** A text in the heap. */
export interface HeapText {
  readonly pointer: number;
  readonly length: number;
}

/** What becomes of rows that do not go through pages, and of full pages. */
export interface PageSink {
  /** Copies the staged rows into the table; returns how many it took. */
  flush(): number;
  /** Inserts rows the ordinary way, and returns where they end. */
  insertPart(block: HeapBlock, part: BlockPart): number;
}

interface PageBuilder {
  decode(
    start: number,
    end: number,
    ...rest: [rows: number, firstRow: bigint, constant: number, constantLength: number]
  ): number;
  closePage(): void;
  readonly row: WebAssembly.Global;
  readonly position: WebAssembly.Global;
  readonly page: WebAssembly.Global;
  readonly leaves: WebAssembly.Global;
  readonly tooLarge: WebAssembly.Global;
}

export class PageDecoder {
  readonly staged: StagedPages;
  readonly #runtime: DecoderRuntime;
  readonly #scratch: Scratch;
  readonly #builder: PageBuilder;
  /** Number of the first staged row, and how many there are. */
  #firstRow = 0;
  #rows = 0;

  constructor(plan: PagePlan, createTable: string, statement: BulkStatement) {
    this.#runtime = new DecoderRuntime(() => statement.heap());
    this.#scratch = new Scratch(statement, this.#runtime);
    this.staged = new StagedPages(statement, createTable, plan.columns.length);
    const code = generatePages(plan, this.staged.area, this.#scratch);
    const { native } = statement;
    this.#builder = instantiate<PageBuilder>(code, native, this.#runtime, this.#scratch);
    this.#runtime.row = this.#builder.row;
  }

  /** Forgets rows that were staged and not handed over. */
  reset(): void {
    this.#rows = 0;
    for (const global of [this.#builder.page, this.#builder.leaves, this.#builder.tooLarge]) {
      global.value = 0;
    }
  }

  /** Stages the block's rows, numbered from `firstRow`; they are in the table after the next `flush`. */
  insert(block: HeapBlock, firstRow: number, constant: HeapText, sink: PageSink): void {
    const end = block.pointer + block.length;
    let start = block.pointer;
    for (let done = 0; done < block.rows;) {
      const answer = this.#decode(
        block,
        { start, rows: block.rows - done, firstRow: firstRow + done },
        constant,
      );
      const rows = answer === appended.yes ? block.rows - done : Number(this.#builder.row.value);
      if (this.#rows === 0) this.#firstRow = firstRow + done;
      this.#rows += rows;
      done += rows;
      start = Number(this.#builder.position.value);
      if (answer === appended.yes) break;
      this.flush(sink);
      if (answer !== appended.tooLarge) continue;
      start = sink.insertPart(block, { start, rows: 1, firstRow: firstRow + done });
      done++;
    }
    if (start !== end) throw bytesLeft(block, start - block.pointer);
  }

  /** Hands over what is staged. */
  flush(sink: PageSink): void {
    if (this.#rows === 0) return;
    this.#builder.closePage();
    this.staged.finish(Number(this.#builder.leaves.value), this.#firstRow);
    sink.flush();
    this.reset();
  }

  free(): void {
    this.#scratch.free();
    this.staged.free();
  }

  #decode(block: HeapBlock, part: BlockPart, constant: HeapText): number {
    const { pointer, length } = block;
    this.#runtime.start = pointer;
    try {
      return this.#builder.decode(
        part.start,
        pointer + length,
        ...[part.rows, BigInt(part.firstRow), constant.pointer, constant.length],
      );
    } catch (error) {
      if (!(error instanceof BadValue)) throw error;
      throw badValueError(error, block, block.rows - part.rows);
    }
  }
}
