// Rows by number, as values: from the index where it has come so far, else by estimate.
import type { AvroValue } from '../../avro/avroValue';
import { compileDecoder, type RowDecoder } from '../../avro/decode';
import type { DataSyncError } from '../../errors';
import { ApproximateBlocks } from './approximateBlocks';
import type { IndexEntry } from './growingIndex';
import { isDamage, type PreviewFile } from './previewFile';

/** One row, or why it cannot be read. */
export type ReadRow =
  | { readonly row: number; readonly value: AvroValue }
  | { readonly row: number; readonly lost: string };

/** Reads rows of one file. */
export class RowReader {
  readonly #decoder: RowDecoder;
  readonly #approximate: ApproximateBlocks;

  constructor(readonly file: PreviewFile) {
    this.#decoder = compileDecoder(file.container.type, { branches: true });
    this.#approximate = new ApproximateBlocks(file);
  }

  /** The rows `start` to `end` of the file, as far as there are any. */
  async range(
    start: number,
    end: number,
    signal?: AbortSignal,
  ): Promise<{ readonly rows: readonly ReadRow[]; readonly approximate: boolean }> {
    const { index, state } = this.file;
    const known = Math.min(end, index.rowCount);
    const entries = [...this.#indexed(start, known)];
    let approximate = false;
    if (!state.counted && end > known) {
      const more = await this.#approximate.find(Math.max(start, known), end, signal);
      entries.push(...more.entries);
      approximate = !more.exact;
    }
    const rows: ReadRow[] = [];
    for (const entry of entries) {
      signal?.throwIfAborted();
      rows.push(...(await this.#rowsOf(entry, start, end, signal)));
    }
    return { rows, approximate };
  }

  /** Rows by their numbers, in any order; the answer is in the same order. Waits for counting where it has to. */
  async list(numbers: readonly number[], signal?: AbortSignal): Promise<readonly ReadRow[]> {
    if (numbers.some(row => row >= this.file.index.rowCount)) await this.file.count();
    const found = new Map<number, ReadRow>();
    const sorted = [...numbers].sort((a, b) => a - b);
    for (let at = 0; at < sorted.length;) {
      signal?.throwIfAborted();
      const first = sorted[at] ?? 0;
      const entry = this.file.index.at(this.file.index.placeOf(first));
      const blockEnd = entry ? entry.firstRow + entry.rowCount : first + 1;
      const from = at;
      while (at < sorted.length && (sorted[at] ?? 0) < blockEnd) at++;
      const end = (sorted[at - 1] ?? first) + 1;
      const rows = entry ? await this.#rowsOf(entry, first, end, signal) : [];
      const wanted = new Set(sorted.slice(from, at));
      for (const row of rows) if (wanted.has(row.row)) found.set(row.row, row);
    }
    return numbers.map(row => found.get(row) ?? { row, lost: 'the file has no such row' });
  }

  #indexed(start: number, end: number): readonly IndexEntry[] {
    const { index } = this.file;
    const entries: IndexEntry[] = [];
    for (let place = index.placeOf(start); place >= 0; place++) {
      const entry = index.at(place);
      if (!entry || entry.firstRow >= end) break;
      entries.push(entry);
    }
    return entries;
  }

  /** Those rows of one block that lie between `start` and `end`. */
  async #rowsOf(
    entry: IndexEntry,
    start: number,
    end: number,
    signal: AbortSignal | undefined,
  ): Promise<readonly ReadRow[]> {
    const first = Math.max(0, start - entry.firstRow);
    const last = Math.min(entry.rowCount, end - entry.firstRow);
    const lostRows = (reason: string): ReadRow[] =>
      Array.from({ length: Math.max(0, last - first) }, (_, i) => {
        return { row: entry.firstRow + first + i, lost: reason };
      });
    if (entry.lost) return lostRows(entry.lost.reason);
    try {
      const block = await this.file.block(entry, signal);
      if (!block) return [];
      const rows: ReadRow[] = [];
      const range = { start: first, end: last };
      for (const batch of this.#decoder.batches(this.file.container, block, range)) {
        for (const value of batch) rows.push({ row: entry.firstRow + first + rows.length, value });
      }
      return rows;
    } catch (error) {
      if (!isDamage(error)) throw error;
      this.#noteDamage(entry, error);
      return lostRows(error.message);
    }
  }

  #noteDamage({ offset, firstRow }: IndexEntry, error: DataSyncError): void {
    const { index } = this.file;
    const place = index.placeOf(firstRow);
    if (index.at(place)?.offset === offset) index.markLost(place, error);
  }
}
