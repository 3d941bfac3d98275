// The preview of one file: table, panels and footer, and what passes between them.
import type {
  AvroPreviewRequests,
  ExportQuestion,
  FileState,
  ReadyFile,
} from '../../shared/protocol/avroPreview';
import type { Channel } from '../../shared/protocol/channel';
import { element } from '../element';
import { DataGrid } from '../grid/dataGrid';
import type { DataGridOptions } from '../grid/dataGridOptions';
import type { FetchedRows, GridSource } from '../grid/rowPages';
import { ColumnLayout } from './columnLayout';
import { ExactSummaries } from './exactSummaries';
import { ColumnPlots, type Summarize } from '../columns/columnPlots';
import { FileCount } from './fileCount';
import { FilterBar } from '../columns/filterBar';
import { Footer } from './footer';
import { footerFacts } from './footerFacts';
import { Notice, type Emptiness } from './notice';
import { PreviewPanels } from './previewPanels';
import { RowView } from './rowView';
import { gridRows } from './gridRows';
import { keepPreview, type SavedPreview } from './savedPreview';
import { TaskBar } from '../columns/taskBar';
import { placeOf, Toolbar } from './toolbar';

export interface PreviewOptions extends ReadyFile {
  readonly channel: Channel<AvroPreviewRequests>;
  readonly saved: SavedPreview;
  readonly nonce: string;
}

export class Preview {
  readonly #options: PreviewOptions;
  readonly #grid: DataGrid;
  readonly #gridHost = element('div', { class: 'grid', tabIndex: -1 });
  readonly #toolbar: Toolbar;
  readonly #filterBar: FilterBar;
  readonly #tasks = new TaskBar(() => this.#count.look());
  readonly #notice: Notice;
  readonly #view: RowView;
  readonly #footer: Footer;
  readonly #panels: PreviewPanels;
  readonly #layout: ColumnLayout;
  readonly #plots: ColumnPlots;
  readonly #count: FileCount;
  readonly #exact: ExactSummaries;
  #raw: boolean;

  constructor(options: PreviewOptions) {
    const { channel, opened, saved } = options;
    this.#options = options;
    this.#count = new FileCount({
      ...{ channel, first: opened.state },
      onState: (state, before) => this.#onState(state, before),
    });
    this.#raw = saved.raw;
    const onDamage = () => this.#panels.side.open('damage');
    const onCount = () => void this.#try(this.#count.count());
    this.#footer = new Footer({ onDamage, onCount }, options.changed);
    this.#notice = new Notice({
      onReload: () => void this.#ask('reload', {}),
      onSchema: () => this.#panels.side.open('schema'),
      onRemoveFilter: () => this.#filterBar.clear(),
    });
    const summarize: Summarize = async (...asked) =>
      (await channel.request('summarize', ...asked)).summaries;
    this.#plots = new ColumnPlots(summarize, opened.columns, () => this.#panels.column.show());
    this.#layout = new ColumnLayout(opened.columns, this.#plots, saved.hidden);
    this.#view = new RowView({
      ...{ channel, tasks: this.#tasks },
      isRaw: () => this.#raw,
      onView: () => {
        this.#showColumns();
        this.#showView(0);
      },
      onGrow: () => this.#grow(),
    });
    this.#toolbar = this.#makeToolbar();
    this.#filterBar = new FilterBar({
      columns: () => opened.columns,
      onApply: conditions => void this.#try(this.#view.filter(conditions)),
      onClose: () => void this.#try(this.#view.filter([])),
    });
    this.#panels = this.#makePanels();
    this.#exact = new ExactSummaries({
      ...{ opened, plots: this.#plots, tasks: this.#tasks },
      isCounted: () => this.#count.state.counted,
      shownColumn: () => this.#panels.shownColumn,
    });
    document.body.replaceChildren(this.#page());
    this.#layout.measure(options.first.rows);
    const columns = this.#layout.gridColumns(undefined);
    this.#grid = new DataGrid(this.#gridHost, columns, this.#gridOptions());
    new ResizeObserver(() => this.#grid.layout()).observe(this.#gridHost);
  }

  #makePanels(): PreviewPanels {
    return new PreviewPanels({
      ...this.#options,
      ...{ plots: this.#plots, width: this.#options.saved.panelWidth },
      state: () => this.#count.state,
      isRaw: () => this.#raw,
      attempt: work => void this.#try(work),
      goToRow: row => {
        if (this.#view.id !== 'file') this.#filterBar.clear();
        this.#grid.goTo(row);
      },
      countExactly: column => void this.#try(this.#plots.countExactly([column], this.#tasks)),
      sort: (column, descending) => void this.#try(this.#view.sort({ column, descending })),
      filter: condition => {
        this.#filterBar.add(condition);
        if (condition.value !== '') void this.#try(this.#view.filter(this.#filterBar.conditions));
      },
      hide: column => this.#hide([...this.#layout.hidden, column]),
      onChange: () => {
        this.#keep();
        void this.#exact.look();
      },
    });
  }

  #page(): HTMLElement {
    const table = element('main', {}, this.#gridHost, this.#panels.side.element);
    const strips = [this.#toolbar, this.#filterBar, this.#tasks, this.#notice];
    const title = element('h1', { class: 'only-read' }, this.#options.opened.name);
    const above = element('header', {}, title, ...strips.map(strip => strip.element));
    return element('div', { class: 'preview' }, above, table, this.#footer.element);
  }

  /** Shows the first rows, then counts, then looks at a sample. */
  async start(): Promise<void> {
    const { saved, first, opened } = this.#options;
    this.#toolbar.showRaw(this.#raw);
    this.#toolbar.showHidden(this.#layout.hidden.length);
    this.#showView(saved.top, this.#raw ? undefined : gridRows(first, opened.name));
    this.#panels.restore(saved);
    const counting = opened.countCost === 0 ? this.#try(this.#count.count()) : undefined;
    this.#filterBar.set(saved.conditions);
    const list = this.#view.restore(saved).then(() => this.#grid.scrollTo(saved.top));
    if (saved.conditions.length > 0 || saved.sort) void this.#try(list);
    await this.#try(this.#plots.sample());
    await counting;
    this.#exact.begin();
  }

  #onState(state: FileState, before: FileState): void {
    // A table that changes its height with every guess would jump about.
    const moved = Math.abs(state.estimate / Math.max(1, before.estimate) - 1) > 0.02;
    if (this.#view.id === 'file' && (state.counted || moved)) this.#grid.grow(this.#rowCount);
    if (state.counted && !before.counted && this.#grid.approximate) this.#grid.refresh();
    this.#panels.onState(state, before);
    this.#footerFacts();
  }

  get #rowCount(): number {
    return this.#view.rowCount ?? this.#count.rowCount;
  }

  #showView(top: number, first?: FetchedRows): void {
    this.#grid.show({ ...this.#source(), first }, top);
    this.#toolbar.showSort(this.#view.order);
    this.#footerFacts();
    this.#keep();
  }

  #grow(): void {
    this.#grid.grow(this.#rowCount);
    this.#count.look();
    this.#footerFacts();
  }

  #source(): GridSource {
    return {
      rowCount: this.#rowCount,
      fetch: async (start, end, signal) => {
        const found = await this.#view.fetch(start, end, signal);
        this.#count.look();
        return gridRows(found, this.#options.opened.name);
      },
    };
  }

  #gridOptions(): DataGridOptions {
    const { opened, nonce } = this.#options;
    return {
      ...{ label: opened.name, nonce },
      onActive: row => this.#onActive(row),
      onOpen: () => this.#panels.side.open('row'),
      onHeader: column => this.#panels.openColumn(column),
      onView: () => {
        this.#footerFacts();
        this.#keep();
      },
      onError: error => this.#notice.showError(error),
      onCopy: ({ start, end, column }) => {
        const columns = column === undefined ? this.#layout.shown : [column];
        const range = { view: this.#view.id, start, end, raw: this.#raw };
        void this.#ask('copy', { ...range, columns, format: 'csv' });
      },
    };
  }

  #onActive(place: number): void {
    this.#footerFacts();
    const row = this.#grid.rowAt(place);
    if (row) void this.#try(this.#panels.row.show(row.key));
    this.#keep();
  }

  #hide(columns: readonly string[]): void {
    this.#layout.hidden = columns;
    this.#toolbar.showHidden(columns.length);
    this.#showColumns();
    this.#keep();
  }

  #showColumns(): void {
    this.#grid.setColumns(this.#layout.gridColumns(this.#view.order));
  }

  #makeToolbar(): Toolbar {
    return new Toolbar({
      onFilter: () => this.#filterBar.add(),
      onJump: text => {
        const place = placeOf(text, this.#rowCount);
        if (place === undefined) return false;
        this.#grid.goTo(place);
        return true;
      },
      onRaw: raw => {
        this.#raw = raw;
        this.#toolbar.showRaw(raw);
        this.#grid.refresh();
        const { row } = this.#panels.row;
        if (row !== undefined) void this.#try(this.#panels.row.show(row));
        this.#keep();
      },
      onCopy: () => void this.#ask('copyAs', this.#question()),
      onExport: () => void this.#ask('export', this.#question()),
      onPanel: () => this.#panels.side.toggle(),
      onClearSort: () => this.#view.clearSort(),
      onShowColumns: () => this.#hide([]),
    });
  }

  #question(): ExportQuestion {
    const { id } = this.#view;
    const counted = this.#count.state.counted || id !== 'file';
    const base = { view: id, rowCount: this.#rowCount, counted, columns: this.#layout.shown };
    return { ...base, selection: this.#grid.selection ?? null, raw: this.#raw };
  }

  #ask<K extends keyof AvroPreviewRequests>(
    type: K,
    params: AvroPreviewRequests[K]['params'],
  ): Promise<void> {
    return this.#try(this.#options.channel.request(type, params));
  }

  /** What fails is said above the table; the table stays as it is. */
  async #try(work: Promise<unknown>): Promise<void> {
    this.#notice.clearError();
    try {
      await work;
    } catch (error) {
      this.#notice.showError(error);
    }
    this.#footerFacts();
    void this.#exact.look();
  }

  get #emptiness(): Emptiness | undefined {
    const { conditions, isSearching } = this.#view;
    if (this.#rowCount > 0 || isSearching || !this.#count.state.counted) return undefined;
    return conditions.length > 0 ? 'filter' : 'file';
  }

  #footerFacts(): void {
    this.#notice.showEmpty(this.#emptiness);
    const parts = { grid: this.#grid, view: this.#view, count: this.#count };
    this.#footer.show(footerFacts({ opened: this.#options.opened, ...parts }));
  }

  #keep(): void {
    keepPreview({
      top: this.#grid.visible.top,
      raw: this.#raw,
      conditions: this.#view.conditions,
      sort: this.#view.order,
      hidden: this.#layout.hidden,
      panel: this.#panels.side.panel,
      panelWidth: this.#panels.side.width,
      column: this.#panels.column.column,
      row: this.#panels.row.row,
    });
  }
}
