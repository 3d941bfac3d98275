// The table of exports with its filter, calendar and summary, and what passes between them.
import type { ExportFilter, ExportSort } from '../../shared/listing/chooseExports';
import { everyExport } from '../../shared/listing/chooseExports';
import type { Channel } from '../../shared/protocol/channel';
import type { ExportsCount } from '../../shared/protocol/exportsTable';
import type { ExportsState, ExportsViewRequests } from '../../shared/protocol/exportsView';
import { element } from '../element';
import { ErrorStrip } from '../errorStrip';
import { DataGrid } from '../grid/dataGrid';
import type { GridSource } from '../grid/rowPages';
import { t } from '../localText';
import { Calendar } from './calendar';
import { exportColumns, firstDescending, gridRows, isExportColumn } from './exportColumns';
import { ExportsFooter } from './exportsFooter';
import { ExportsToolbar } from './exportsToolbar';
import { FilterBar } from './filterBar';
import { keepExports, type SavedExports } from './savedExports';
import { SummaryPanel } from './summaryPanel';
import { TableMessages, type MessageAction } from './tableMessage';

export class ExportsView {
  readonly #channel: Channel<ExportsViewRequests>;
  readonly #host = element('div', { class: 'grid', tabIndex: -1 });
  readonly #message = new TableMessages(action => void this.#act(action));
  readonly #errors = new ErrorStrip();
  readonly #footer = new ExportsFooter();
  readonly #toolbar: ExportsToolbar;
  readonly #filters: FilterBar;
  readonly #calendar: Calendar;
  readonly #summary: SummaryPanel;
  readonly #grid: DataGrid;
  #saved: SavedExports;
  #state: ExportsState | undefined;
  #count: ExportsCount | undefined;
  /** Questions are asked one after the other: the rows are those of the last. */
  #choosing: Promise<void> = Promise.resolve();

  constructor(channel: Channel<ExportsViewRequests>, saved: SavedExports, nonce: string) {
    this.#channel = channel;
    this.#saved = saved;
    this.#toolbar = new ExportsToolbar({
      act: action => void this.#act(action),
      toggleSummary: () => this.#openSummary(!this.#saved.isSummaryOpen),
    });
    this.#filters = new FilterBar({
      pick: question => this.#ask(() => channel.request('pick', question)),
      onChange: (filter, labels) => this.#filter(filter, labels),
    });
    this.#summary = new SummaryPanel({
      act: action => void this.#act(action, true),
      onClose: () => this.#openSummary(false),
      check: () => this.#check(),
    });
    this.#calendar = new Calendar(saved.isCalendarOpen, {
      channel,
      choose: days => this.#filter({ ...this.#saved.filter, ...days }, this.#saved.labels),
      onToggle: isCalendarOpen => this.#keep({ isCalendarOpen }),
      onError: error => this.#errors.show(error),
    });
    this.#layOut();
    this.#grid = this.#makeGrid(nonce);
    this.#showFilter();
    new ResizeObserver(() => this.#grid.layout()).observe(this.#host);
  }

  /** The host says what there is to show. */
  show(state: ExportsState): void {
    const before = this.#state;
    this.#state = state;
    this.#toolbar.show(state, this.#saved.isSummaryOpen);
    if (before?.revision !== state.revision) void this.#choose('stay');
    else this.#showCount();
  }

  #layOut(): void {
    const head = element(
      'header',
      { class: 'exports-head' },
      element('h1', { class: 'only-read' }, t('Exports')),
      this.#filters.element,
      this.#toolbar.element,
    );
    const table = element('div', { class: 'table-part' }, this.#host, this.#message.element);
    document.body.replaceChildren(
      element(
        'div',
        { class: 'exports' },
        head,
        ...[this.#toolbar.notice, this.#errors.element, this.#calendar.element],
        element('main', {}, table, this.#summary.element),
        this.#footer.element,
      ),
    );
  }

  #makeGrid(nonce: string): DataGrid {
    return new DataGrid(this.#host, exportColumns(this.#saved.sort), {
      ...{ label: t('Exports'), nonce, toggles: true, numbers: { name: '', width: 72 } },
      onActive: row => {
        this.#showCount();
        void this.#showSummary(row);
      },
      onSelect: () => this.#showCount(),
      onOpen: () => this.#openSummary(true),
      onHeader: column => this.#sortBy(column),
      onView: () => this.#showCount(),
      onError: error => this.#errors.show(error),
      onCopy: ({ start, end, column }) => void this.#copy(start, end, column),
    });
  }

  #filter(filter: ExportFilter, labels: SavedExports['labels']): void {
    this.#keep({ filter, labels });
    this.#showFilter();
    void this.#choose('top');
  }

  #sortBy(id: string): void {
    if (!isExportColumn(id)) return;
    const { column, descending } = this.#saved.sort;
    const sort: ExportSort = {
      column: id,
      descending: id === column ? !descending : firstDescending(id),
    };
    this.#keep({ sort });
    this.#grid.setColumns(exportColumns(sort));
    void this.#choose('top');
  }

  /** Asks for the rows anew: from the top, or where the table stands. */
  #choose(place: 'top' | 'stay'): Promise<void> {
    this.#choosing = this.#choosing.then(() => this.#tryToChoose(place));
    return this.#choosing;
  }

  async #tryToChoose(place: 'top' | 'stay'): Promise<void> {
    const { filter, sort } = this.#saved;
    const count = await this.#ask(() =>
      this.#channel.request('choose', {
        ...{ filter, sort, selected: this.#grid.selectedRuns },
        active: this.#grid.activeRow ?? null,
      }),
    );
    if (!count) return;
    this.#count = count;
    if (place === 'top') this.#grid.show(this.#source(count.found));
    else if (count.found > 0 && !this.#isShown) this.#grid.show(this.#source(count.found));
    else {
      this.#grid.grow(count.found);
      this.#grid.refresh();
    }
    this.#isShown = count.found > 0;
    this.#grid.select(count.selected, count.active ?? undefined);
    if (count.active === null) this.#hideSummary();
    else void this.#showSummary(count.active);
    this.#showCount();
    void this.#calendar.show(filter.sources, filter);
  }

  /** The table has a source. */
  #isShown = false;

  #source(rowCount: number): GridSource {
    return {
      rowCount,
      fetch: async (start, end) => {
        const { rows } = await this.#channel.request('rows', { start, end });
        return { rows: gridRows(rows, start) };
      },
    };
  }

  async #showSummary(row: number): Promise<void> {
    if (!this.#saved.isSummaryOpen) return;
    const summary = await this.#ask(() => this.#channel.request('summary', { row }));
    if (summary && this.#saved.isSummaryOpen && this.#grid.activeRow === row) {
      this.#summary.show(summary);
    }
  }

  async #check() {
    const row = this.#grid.activeRow;
    if (row === undefined) return undefined;
    return this.#ask(() => this.#channel.request('check', { row }));
  }

  #openSummary(isSummaryOpen: boolean): void {
    this.#keep({ isSummaryOpen });
    const { activeRow } = this.#grid;
    if (!isSummaryOpen) this.#hideSummary();
    else if (activeRow !== undefined) void this.#showSummary(activeRow);
    if (this.#state) this.#toolbar.show(this.#state, isSummaryOpen);
  }

  #hideSummary(): void {
    if (this.#summary.hide()) this.#grid.focus();
  }

  /** For the selected rows, or the active one; from the summary for its row alone. */
  async #act(action: MessageAction, isOfSummary = false): Promise<void> {
    if (action === 'clearFilter') return this.#filter(everyExport, {});
    const { selectedRuns, activeRow } = this.#grid;
    const active = activeRow === undefined ? [] : [{ start: activeRow, end: activeRow + 1 }];
    const runs = isOfSummary || selectedRuns.length === 0 ? active : selectedRuns;
    await this.#ask(() => this.#channel.request('act', { action, runs }));
  }

  async #copy(start: number, end: number, column: string | undefined): Promise<void> {
    const place = exportColumns(this.#saved.sort).findIndex(({ id }) => id === column);
    await this.#ask(async () => {
      const { rows } = await this.#channel.request('rows', { start, end });
      const lines = gridRows(rows, start).map(({ cells, lost }) =>
        place < 0
          ? (lost?.text ?? cells.map(cell => cell ?? '').join('\t'))
          : (cells[place] ?? lost?.text ?? ''),
      );
      return this.#channel.request('copyText', { text: lines.join('\n') });
    });
  }

  #showFilter(): void {
    this.#filters.show(this.#saved.filter, this.#saved.labels);
  }

  #showCount(): void {
    if (!this.#state) return;
    this.#host.hidden = this.#message.show(this.#state, this.#count);
    const selected = this.#grid.selectedRuns.reduce((sum, { start, end }) => sum + end - start, 0);
    this.#toolbar.showSelected(selected > 0 || this.#grid.activeRow !== undefined);
    const { visible } = this.#grid;
    if (this.#count) this.#footer.show(this.#state, this.#count, { visible, selected });
  }

  #keep(part: Partial<SavedExports>): void {
    this.#saved = { ...this.#saved, ...part };
    keepExports(this.#saved);
  }

  /** undefined where it failed, which the strip says. */
  async #ask<T>(question: () => Promise<T>): Promise<T | undefined> {
    try {
      const answer = await question();
      return answer;
    } catch (error) {
      this.#errors.show(error);
      return undefined;
    }
  }
}
