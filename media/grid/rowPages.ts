// Rows in pages: fetched when they come into view, kept while there is room, given up when they leave it first.
import { LruMap } from '../../shared/util/lruMap';

/** A row as the grid paints it. */
export interface GridRow {
  /** Told apart from other rows by this: its number in the file. */
  readonly key: number;
  /** What stands in the first column: the row's number. */
  readonly label: string;
  /** null is a missing value. */
  readonly cells: readonly (string | null)[];
  /** What stands in the place of a row that cannot be shown, and why it is so. */
  readonly lost?: { readonly text: string; readonly reason: string } | undefined;
}

/** Where rows come from. */
export interface GridSource {
  readonly rowCount: number;
  /** The first page, where it is at hand. */
  readonly first?: FetchedRows | undefined;
  /** Rows from one place to another, half-open; fewer where there are no more. */
  fetch(start: number, end: number, signal: AbortSignal): Promise<FetchedRows>;
}

/** A page of rows; `approximate` where their numbers are estimates. */
export interface FetchedRows {
  readonly rows: readonly GridRow[];
  readonly approximate?: boolean;
}

const pageRows = 100;
const keptPages = 100;

interface Page {
  readonly rows: readonly GridRow[];
  readonly approximate: boolean;
}

export class RowPages {
  rowCount = 0;
  #source: GridSource | undefined;
  #pages = new LruMap<number, Page>(keptPages);
  #fetching = new Map<number, AbortController>();
  #wanted: readonly [first: number, last: number] = [0, 0];

  constructor(
    readonly onRows: (rows: readonly number[]) => void,
    readonly onError: (error: unknown) => void,
  ) {}

  use(source: GridSource): void {
    this.#source = source;
    this.rowCount = source.rowCount;
    this.#drop();
    this.#pages.clear();
    const { first } = source;
    if (first) this.#pages.set(0, pageOf(first));
  }

  /** The source has another number of rows; a last page that was short is fetched anew. */
  resize(rowCount: number): void {
    this.#pages.delete(Math.floor(Math.min(rowCount, this.rowCount) / pageRows));
    this.rowCount = rowCount;
  }

  /** Pages stay painted until the new ones are there. */
  forget(): void {
    this.#drop();
    this.#pages.clear();
  }

  at(row: number): GridRow | undefined {
    return this.#pages.peek(Math.floor(row / pageRows))?.rows[row % pageRows];
  }

  /** Whether a wanted page holds estimates. */
  get approximate(): boolean {
    const [first, last] = this.#wanted;
    for (let page = first; page <= last; page++) {
      if (this.#pages.peek(page)?.approximate) return true;
    }
    return false;
  }

  /** Fetches the rows from one place to another that are not there, and no others any more. */
  want(start: number, end: number): void {
    const first = Math.floor(start / pageRows);
    const last = Math.floor(Math.max(start, Math.min(end, this.rowCount) - 1) / pageRows);
    this.#wanted = [first, last];
    for (const [page, controller] of this.#fetching) {
      if (page >= first - 1 && page <= last + 1) continue;
      controller.abort();
      this.#fetching.delete(page);
    }
    if (this.rowCount === 0) return;
    for (let page = first; page <= last; page++) {
      if (this.#pages.get(page) || this.#fetching.has(page)) continue;
      void this.#fetch(page);
    }
  }

  async #fetch(page: number): Promise<void> {
    const controller = new AbortController();
    this.#fetching.set(page, controller);
    const start = page * pageRows;
    const end = Math.min(start + pageRows, this.rowCount);
    try {
      const found = await this.#source?.fetch(start, end, controller.signal);
      if (controller.signal.aborted || !found) return;
      this.#pages.set(page, pageOf(found));
      this.onRows(Array.from({ length: end - start }, (_, i) => start + i));
    } catch (error) {
      if (!controller.signal.aborted) this.onError(error);
    } finally {
      if (this.#fetching.get(page) === controller) this.#fetching.delete(page);
    }
  }

  #drop(): void {
    for (const controller of this.#fetching.values()) controller.abort();
    this.#fetching.clear();
  }
}

function pageOf({ rows, approximate = false }: FetchedRows): Page {
  return { rows, approximate };
}
