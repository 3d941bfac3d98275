// The blocks found so far, in file order, and the places of those lost. Grows while rows are read through it.
import type { DataSyncError } from '../../errors';
import type { LostPart } from '../../protocol/avroPreview';
import { lastUpTo } from '../../util/lastUpTo';

/** One block, or bytes that cannot be read. */
export interface IndexEntry {
  readonly offset: number;
  readonly end: number;
  readonly firstRow: number;
  readonly rowCount: number;
  readonly lost: LostPart | undefined;
}

/** Maps row numbers to blocks. */
export class GrowingIndex {
  #offsets = new Float64Array(256);
  #firstRows = new Float64Array(256);
  #ends = new Float64Array(256);
  #length = 0;
  #rowCount = 0;
  readonly #lost = new Map<number, LostPart>();

  /** How many entries there are, lost ones included. */
  get length(): number {
    return this.#length;
  }

  /** Rows of all entries. */
  get rowCount(): number {
    return this.#rowCount;
  }

  get lost(): readonly LostPart[] {
    return [...this.#lost.values()].sort((a, b) => a.start - b.start);
  }

  push(offset: number, end: number, rowCount: number): void {
    if (this.#length === this.#offsets.length) this.#grow();
    this.#offsets[this.#length] = offset;
    this.#ends[this.#length] = end;
    this.#firstRows[this.#length] = this.#rowCount;
    this.#rowCount += rowCount;
    this.#length++;
  }

  pushLost(part: LostPart): void {
    this.#lost.set(this.#length, part);
    this.push(part.start, part.end, part.rows);
  }

  /** A block that turned out to be unreadable when its rows were wanted. */
  markLost(place: number, { code, message }: DataSyncError): void {
    const entry = this.at(place);
    if (!entry || entry.lost) return;
    const { offset: start, end, firstRow, rowCount: rows } = entry;
    this.#lost.set(place, { start, end, firstRow, rows, exact: true, code, reason: message });
  }

  /** The entry at a place of the index. */
  at(place: number): IndexEntry | undefined {
    if (place < 0 || place >= this.#length) return undefined;
    const firstRow = this.#firstRows[place] ?? 0;
    const next = place + 1 < this.#length ? (this.#firstRows[place + 1] ?? 0) : this.#rowCount;
    return {
      offset: this.#offsets[place] ?? 0,
      end: this.#ends[place] ?? 0,
      firstRow,
      rowCount: next - firstRow,
      lost: this.#lost.get(place),
    };
  }

  /** The place of the entry that holds a row; -1 where none does. */
  placeOf(row: number): number {
    if (!(row >= 0 && row < this.#rowCount)) return -1;
    return lastUpTo(this.#length, place => (this.#firstRows[place] ?? 0) <= row);
  }

  #grow(): void {
    const grown = (from: Float64Array): Float64Array<ArrayBuffer> => {
      const array = new Float64Array(from.length * 2);
      array.set(from);
      return array;
    };
    this.#offsets = grown(this.#offsets);
    this.#firstRows = grown(this.#firstRows);
    this.#ends = grown(this.#ends);
  }
}
