// A table of any number of rows: only what is visible is fetched, painted and kept.
// SlickGrid lays it out, exactly to the row also beyond Chromium's limit of an element's height.
import { SlickGrid } from 'slickgrid';

import { gridOptions, numberColumn, slickColumns, type GridColumn } from './gridColumns';
import { SelectedRows } from './selectedRows';
import { RowPages, type GridRow, type GridSource } from './rowPages';

export interface GridOptions {
  /** What the table is called. */
  readonly label: string;
  /** What the column of row numbers is called, and its pixels; default is none, and 92. */
  readonly numbers?: { readonly name: string; readonly width: number };
  /** The nonce that the page allows styles by. */
  readonly nonce: string;
  /** The cell that keys act on has changed; `row` is a place in the source. */
  readonly onActive?: (row: number, column: number) => void;
  /** Enter or a double click on a cell. */
  readonly onOpen?: (row: number, column: number) => void;
  readonly onHeader?: (column: string) => void;
  /** Ctrl+C: rows from one place to another, and the column where it is one cell only. */
  readonly onCopy?: (range: {
    readonly start: number;
    readonly end: number;
    readonly column?: string;
  }) => void;
  /** Other rows or columns have come into view. */
  readonly onView?: () => void;
  readonly onError?: (error: unknown) => void;
}

/** Rows that can be seen, half-open. */
export interface VisibleRows {
  readonly top: number;
  readonly bottom: number;
}

/** Paints one source after another into the same element. */
export class DataGrid {
  readonly #grid: SlickGrid<GridRow>;
  readonly #options: GridOptions;
  readonly #pages: RowPages;
  readonly #selected: SelectedRows;
  readonly #element: HTMLElement;
  #columns: readonly GridColumn[];
  #approximate = false;

  constructor(host: HTMLElement, columns: readonly GridColumn[], options: GridOptions) {
    this.#element = host;
    host.setAttribute('aria-label', options.label);
    host.setAttribute('aria-colcount', String(columns.length + 1));
    this.#columns = columns;
    this.#options = options;
    this.#pages = new RowPages(
      rows => this.#paint(rows),
      error => options.onError?.(error),
    );
    this.#selected = new SelectedRows(() => this.#grid.invalidate());
    const data = {
      getLength: () => this.#pages.rowCount,
      getItem: (row: number) => this.#pages.at(row),
      getItemMetadata: (row: number) => ({ cssClasses: this.#classesOf(row) }),
    };
    const slickOptions = gridOptions(options.nonce);
    this.#grid = new SlickGrid<GridRow>(
      host,
      data as unknown as GridRow[],
      slickColumns(this.#columns, this.#options.numbers),
      slickOptions,
    );
    this.#listen();
    this.#scrollByWheel();
    this.#followHeader();
  }

  /** Shows another source from the top, or from a row. */
  show(source: GridSource, top = 0): void {
    this.#selected.clear();
    this.#grid.resetActiveCell();
    this.#pages.use(source);
    this.#element.setAttribute('aria-rowcount', String(source.rowCount + 1));
    this.#grid.invalidateAllRows();
    this.#grid.updateRowCount();
    this.#grid.scrollRowToTop(top);
    this.#fetchVisible();
  }

  /** The source has more rows, or fewer, than it had; those painted stay. */
  grow(rowCount: number): void {
    if (rowCount === this.#pages.rowCount) return;
    this.#pages.resize(rowCount);
    this.#element.setAttribute('aria-rowcount', String(rowCount + 1));
    this.#grid.updateRowCount();
    this.#grid.render();
    this.#fetchVisible();
  }

  /** Fetches what is visible anew: its values are shown in another way, or were estimates. */
  refresh(): void {
    this.#pages.forget();
    this.#fetchVisible();
  }

  setColumns(columns: readonly GridColumn[]): void {
    this.#columns = columns;
    this.#grid.setColumns(slickColumns(this.#columns, this.#options.numbers));
  }

  /** Puts a row at the top and makes its first cell the active one. */
  goTo(row: number, column = 1): void {
    this.#element.dataset['asked'] = performance.now().toFixed(1);
    this.#grid.scrollRowToTop(Math.max(0, Math.min(row, this.#pages.rowCount - 1)));
    if (this.#pages.at(row)) this.#tellPainted();
    this.#grid.setActiveCell(row, column);
    this.#grid.focus();
  }

  /** Puts a row at the top. */
  scrollTo(row: number): void {
    this.#grid.scrollRowToTop(Math.max(0, Math.min(row, this.#pages.rowCount - 1)));
    this.#fetchVisible();
  }

  focus(): void {
    if (!this.#grid.getActiveCell() && this.#pages.rowCount > 0) {
      this.#grid.setActiveCell(this.visible.top, 1);
    }
    this.#grid.focus();
  }

  /** The element has another size. */
  layout(): void {
    this.#grid.resizeCanvas();
    this.#fetchVisible();
  }

  get visible(): VisibleRows {
    const { top, bottom } = this.#grid.getViewport();
    const rowCount = this.#pages.rowCount;
    return { top: Math.min(top, rowCount), bottom: Math.min(bottom, rowCount) };
  }

  /** Rows that are selected, or the visible ones. */
  get selection(): { readonly start: number; readonly end: number } | undefined {
    return this.#selected.range;
  }

  /** The numbers of the rows that are visible are estimates. */
  get approximate(): boolean {
    return this.#approximate;
  }

  rowAt(row: number): GridRow | undefined {
    return this.#pages.at(row);
  }

  #listen(): void {
    const { onOpen, onHeader, onView } = this.#options;
    const grid = this.#grid;
    grid.onViewportChanged.subscribe(() => {
      this.#fetchVisible();
      onView?.();
    });
    grid.onRendered.subscribe(() => this.#tellRows());
    grid.onActiveCellChanged.subscribe((_, { row, cell }) => {
      if (row !== undefined && cell !== undefined) this.#options.onActive?.(row, cell - 1);
    });
    grid.onDblClick.subscribe((_, { row, cell }) => onOpen?.(row, cell - 1));
    grid.onClick.subscribe((event, { row }) => {
      this.#selected.click(row, isShift(event));
    });
    grid.onHeaderClick.subscribe((_, { column }) => {
      if (column.id !== numberColumn) onHeader?.(String(column.id));
    });
    grid.onKeyDown.subscribe((event, { row, cell }) => {
      const key = event.getNativeEvent<KeyboardEvent>();
      if (this.#onKey(key, row, cell)) {
        event.stopImmediatePropagation();
        key.preventDefault();
      }
    });
  }

  /** SlickGrid would go one row at a turn: the wheel is the browser's own, also over the row numbers. */
  #scrollByWheel(): void {
    const onWheel = (event: WheelEvent): void => {
      event.stopPropagation();
      const { target } = event;
      const isOverNumbers = target instanceof Element && target.closest('.slick-viewport-left');
      const rows = this.#element.querySelector('.slick-viewport-top.slick-viewport-right');
      if (isOverNumbers && rows) rows.scrollTop += event.deltaY;
    };
    this.#element.addEventListener('wheel', onWheel, { capture: true, passive: true });
  }

  /** A header that gets the focus scrolls itself into view: the rows go along. */
  #followHeader(): void {
    const header = this.#element.querySelector('.slick-header-right');
    const rows = this.#element.querySelector('.slick-viewport-top.slick-viewport-right');
    header?.addEventListener('scroll', () => {
      if (rows && rows.scrollLeft !== header.scrollLeft) rows.scrollLeft = header.scrollLeft;
    });
    header?.addEventListener('keydown', event => {
      if (!(event instanceof KeyboardEvent) || !(event.target instanceof HTMLElement)) return;
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      const { id } = event.target.dataset;
      if (id !== undefined) this.#options.onHeader?.(id);
    });
  }

  /** True for keys that are not SlickGrid's. */
  #onKey(key: KeyboardEvent, row: number, cell: number): boolean {
    const command = key.ctrlKey || key.metaKey;
    if (command && key.key.toLowerCase() === 'c') {
      this.#copy(row, cell);
      return true;
    }
    if (command && key.key.toLowerCase() === 'a') {
      this.#selected.all(this.#pages.rowCount);
      return true;
    }
    if (key.key === 'Enter') {
      this.#options.onOpen?.(row, cell - 1);
      return true;
    }
    if (key.key === 'Escape') this.#selected.clear();
    if (!key.shiftKey || !(key.key === 'ArrowDown' || key.key === 'ArrowUp')) return false;
    const next = row + (key.key === 'ArrowDown' ? 1 : -1);
    if (next < 0 || next >= this.#pages.rowCount) return true;
    this.#selected.extend(row, next);
    this.#grid.setActiveCell(next, cell);
    return true;
  }

  #copy(row: number, cell: number): void {
    const column = this.#columns[cell - 1];
    const range = this.#selected.range;
    if (range) this.#options.onCopy?.(range);
    else {
      const one = column ? { column: column.id } : {};
      this.#options.onCopy?.({ start: row, end: row + 1, ...one });
    }
  }

  #paint(rows: readonly number[]): void {
    this.#approximate = this.#pages.approximate;
    this.#tellPainted();
    this.#grid.invalidateRows([...rows]);
    this.#grid.render();
    this.#options.onView?.();
  }

  /** When rows were painted last: what benches look at. */
  #tellPainted(): void {
    this.#element.dataset['painted'] = performance.now().toFixed(1);
  }

  #fetchVisible(): void {
    const { top, bottom } = this.#grid.getViewport();
    this.#pages.want(Math.max(0, top), bottom + 1);
  }

  /** SlickGrid does not say which of how many rows it has painted. */
  #tellRows(): void {
    if (this.#options.onHeader) {
      const headers = this.#element.querySelectorAll<HTMLElement>('.slick-header-right [data-id]');
      for (const header of headers) header.tabIndex = 0;
    }
    for (const row of this.#element.querySelectorAll<HTMLElement>('.slick-row[data-row]')) {
      row.setAttribute('aria-rowindex', String(Number(row.dataset['row']) + 2));
    }
  }

  #classesOf(row: number): string {
    const lost = this.#pages.at(row)?.lost === undefined ? '' : 'lost-row';
    return this.#selected.has(row) ? `selected-row ${lost}` : lost;
  }
}

function isShift(event: { readonly shiftKey?: boolean } | object): boolean {
  return 'shiftKey' in event && event.shiftKey === true;
}
