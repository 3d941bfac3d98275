// A table of any number of rows: only what is visible is fetched, painted and kept.
// SlickGrid lays it out, exactly to the row also beyond Chromium's limit of an element's height.
import type { DataGridOptions, VisibleRows } from './dataGridOptions';
import {
  gridOptions,
  numberColumn,
  slickColumns,
  widened,
  type GridColumn,
  type WiderColumn,
} from './gridColumns';
import { HeaderRow } from './headerRow';
import { ReachableGrid } from './reachableGrid';
import { SelectedRows, type RowRun } from './selectedRows';
import { RowPages, type GridRow, type GridSource } from './rowPages';
import { wheelOverNumbers } from './wheelOverNumbers';

/** Paints one source after another into the same element. */
export class DataGrid {
  readonly #grid: ReachableGrid;
  readonly #options: DataGridOptions;
  readonly #pages: RowPages;
  readonly #selected: SelectedRows;
  readonly #element: HTMLElement;
  readonly #headers: HeaderRow;
  #columns: readonly GridColumn[];
  #approximate = false;
  /** The active row had not been fetched yet when it became active. */
  #isActiveUntold = false;

  constructor(host: HTMLElement, columns: readonly GridColumn[], options: DataGridOptions) {
    this.#element = host;
    host.setAttribute('aria-label', options.label);
    host.setAttribute('aria-multiselectable', 'true');
    this.#columns = columns;
    this.#options = options;
    this.#pages = new RowPages(
      rows => this.#paint(rows),
      error => options.onError?.(error),
    );
    this.#selected = new SelectedRows(() => {
      this.#markRows();
      options.onSelect?.();
    });
    const data = {
      getLength: () => this.#pages.rowCount,
      getItem: (row: number) => this.#pages.at(row),
      getItemMetadata: (row: number) => ({
        cssClasses: this.#pages.at(row)?.lost === undefined ? '' : 'lost-row',
      }),
    };
    this.#grid = new ReachableGrid(
      host,
      data as unknown as GridRow[],
      slickColumns(this.#columns, this.#options.numbers),
      gridOptions(options.nonce),
    );
    this.#headers = new HeaderRow(host, {
      onChoose: column => options.onHeader?.(column),
      onMenu: options.onHeaderMenu,
      onHeight: () => this.layout(),
    });
    this.#grid.makeReachable(() => this.focus());
    this.#listen();
    this.#listenToPointer();
    this.#onColumns();
  }

  /** Shows another source from the top, or from a row. */
  show(source: GridSource, top = 0): void {
    this.#selected.clear();
    this.#pages.use(source);
    this.#element.setAttribute('aria-rowcount', String(source.rowCount + 1));
    this.#grid.repaint(() => {
      this.#grid.resetActiveCell();
      this.#grid.invalidateAllRows();
      this.#grid.updateRowCount();
      this.#grid.scrollRowToTop(top);
      this.#grid.render();
    });
    if (source.first) this.#tellPainted();
    this.#fetchVisible();
  }

  /** The source has more rows, or fewer, than it had; those painted stay. */
  grow(rowCount: number): void {
    if (rowCount === this.#pages.rowCount) return;
    this.#pages.resize(rowCount);
    this.#element.setAttribute('aria-rowcount', String(rowCount + 1));
    this.#grid.repaint(() => {
      this.#grid.updateRowCount();
      this.#grid.render();
    });
    this.#fetchVisible();
  }

  /** Fetches what is visible anew: its values are shown in another way, or were estimates. */
  refresh(): void {
    this.#pages.forget();
    this.#fetchVisible();
  }

  setColumns(columns: readonly GridColumn[]): void {
    this.#columns = columns;
    const made = slickColumns(columns, this.#options.numbers);
    this.#headers.renew(() => this.#grid.repaint(() => this.#grid.setColumns(made)));
    this.#onColumns();
  }

  /** Gives columns more room, but those that the user has pulled. */
  widen(widths: readonly WiderColumn[]): void {
    this.setColumns(widened(this.#columns, this.#grid.getColumns(), widths));
  }

  /** Puts a row at the top and makes its first cell the active one. */
  goTo(row: number, column = 1): void {
    this.#element.dataset['asked'] = performance.now().toFixed(1);
    this.#grid.scrollRowToTop(Math.max(0, Math.min(row, this.#pages.rowCount - 1)));
    if (this.#pages.at(row)) this.#tellPainted();
    this.#activate(row, column);
  }

  /** Puts a row at the top. */
  scrollTo(row: number): void {
    this.#grid.scrollRowToTop(Math.max(0, Math.min(row, this.#pages.rowCount - 1)));
    this.#fetchVisible();
  }

  focus(): void {
    if (this.#grid.getActiveCell()) this.#grid.focus();
    else if (this.#pages.rowCount > 0) this.#activate(this.visible.top, 1);
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

  /** The run of rows that is selected, where it is one. */
  get selection(): RowRun | undefined {
    return this.#selected.range;
  }

  /** All runs of rows that are selected. */
  get selectedRuns(): readonly RowRun[] {
    return this.#selected.runs;
  }

  get activeRow(): number | undefined {
    return this.#grid.getActiveCell()?.row;
  }

  /** Selects these rows and makes one the active one, wherever the focus is; neither comes into view by it. */
  select(runs: readonly RowRun[], active: number | undefined): void {
    const cell = this.#grid.getActiveCell()?.cell ?? 1;
    this.#selected.set(runs);
    if (active === undefined) this.#grid.resetActiveCell();
    else if (active !== this.activeRow) this.#grid.setActiveRow(active, cell, true);
  }

  /** The numbers of the rows that are visible are estimates. */
  get approximate(): boolean {
    return this.#approximate;
  }

  /** The cell that keys act on: a row, and a place in the columns. */
  get active(): { readonly row: number; readonly column: number } | undefined {
    const active = this.#grid.getActiveCell();
    return active ? { row: active.row, column: active.cell - 1 } : undefined;
  }

  rowAt(row: number): GridRow | undefined {
    return this.#pages.at(row);
  }

  #listen(): void {
    const [grid, options] = [this.#grid, this.#options];
    grid.onViewportChanged.subscribe(() => {
      this.#fetchVisible();
      options.onView?.();
    });
    grid.onRendered.subscribe(() => this.#markRows());
    grid.onActiveCellChanged.subscribe(() => {
      this.#markRows();
      this.#tellActive();
    });
    grid.onClick.subscribe(event => event.stopImmediatePropagation());
    grid.onDblClick.subscribe((_, { row, cell }) => options.onOpen?.(row, cell - 1));
    grid.onHeaderClick.subscribe((_, { column }) => {
      if (column.id !== numberColumn) options.onHeader?.(String(column.id));
    });
    grid.onKeyDown.subscribe((event, { row, cell }) => {
      const key = event.getNativeEvent<KeyboardEvent>();
      if (this.#onKey(key, row, cell)) {
        event.stopImmediatePropagation();
        key.preventDefault();
      }
    });
  }

  #listenToPointer(): void {
    // On the press, not on the click: a row that is painted anew between press and release gets no click.
    this.#element.addEventListener('mousedown', event => {
      const place = event.button === 0 ? this.#grid.getCellFromEvent(event) : null;
      if (!place) return;
      const toggle = this.#options.toggles === true && (event.ctrlKey || event.metaKey);
      this.#selected.click(place.row, { extend: event.shiftKey, toggle });
      this.#activate(place.row, Math.max(1, place.cell));
      // The browser would mark the text between the two.
      if (event.shiftKey) event.preventDefault();
    });
    wheelOverNumbers(this.#element);
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
    if (command && key.key === ' ' && this.#options.toggles) {
      this.#selected.click(row, { extend: false, toggle: true });
      return true;
    }
    if (key.key === 'Escape') this.#selected.clear();
    if (!key.shiftKey || !(key.key === 'ArrowDown' || key.key === 'ArrowUp')) return false;
    const next = row + (key.key === 'ArrowDown' ? 1 : -1);
    if (next < 0 || next >= this.#pages.rowCount) return true;
    this.#selected.extend(row, next);
    this.#activate(next, cell);
    return true;
  }

  #activate(row: number, cell: number): void {
    this.#grid.setActiveCell(row, cell);
    this.#grid.focus();
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
    this.#grid.repaint(() => {
      this.#grid.invalidateRows([...rows]);
      this.#grid.render();
    });
    if (this.#isActiveUntold) this.#tellActive();
    this.#options.onView?.();
  }

  #tellActive(): void {
    const active = this.#grid.getActiveCell();
    this.#isActiveUntold = active !== null && !this.#pages.at(active.row);
    if (active && !this.#isActiveUntold) this.#options.onActive?.(active.row, active.cell - 1);
  }

  /** When rows were painted last: what benches look at. */
  #tellPainted(): void {
    this.#element.dataset['painted'] = performance.now().toFixed(1);
  }

  #fetchVisible(): void {
    const { top, bottom } = this.#grid.getViewport();
    this.#pages.want(Math.max(0, top), bottom + 1);
  }

  #markRows(): void {
    this.#grid.markRows(row => this.#selected.has(row));
  }

  #onColumns(): void {
    this.#element.setAttribute('aria-colcount', String(this.#columns.length));
    this.#headers.update();
  }
}
