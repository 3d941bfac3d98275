// The results of one statement after the other: a table, a message where there is none, and a footer.
import type { Channel } from '../../shared/protocol/channel';
import type { QueryGridRequests, ResultRows, ResultState } from '../../shared/protocol/queryGrid';
import { countText } from '../../shared/util/humanText';
import { element } from '../element';
import { DataGrid } from '../grid/dataGrid';
import type { GridRow, GridSource } from '../grid/rowPages';
import { savedState, saveState } from '../hostChannel';
import { t } from '../localText';
import { ErrorStrip } from '../errorStrip';
import { ResultColumns } from './resultColumns';
import { ResultFooter } from './resultFooter';
import { messageOf, type StateMessage } from './stateMessage';

type RowsState = Extract<ResultState, { kind: 'rows' }>;

/** A statement that is done in a blink does not make the table vanish before. */
const patience = 200;

export class ResultsView {
  readonly #channel: Channel<QueryGridRequests>;
  readonly #columns = new ResultColumns();
  readonly #host = element('div', { class: 'grid', tabIndex: -1 });
  readonly #message = element('div', { class: 'message', role: 'status' });
  readonly #errors = new ErrorStrip();
  readonly #footer: ResultFooter;
  readonly #grid: DataGrid;
  #state: ResultState = { kind: 'empty' };
  /** The run whose rows the table shows. */
  #shown = 0;
  #later: ReturnType<typeof setTimeout> | undefined;

  constructor(channel: Channel<QueryGridRequests>, nonce: string) {
    this.#channel = channel;
    this.#footer = new ResultFooter({
      cancel: () => void this.#ask('cancel', {}),
      copyAs: () => void this.#ask('copyAs', this.#question()),
      exportRows: () => void this.#ask('export', this.#question()),
      showColumns: () => this.#showAllColumns(),
    });
    const main = element('main', {}, this.#host, this.#message);
    document.body.replaceChildren(
      element('div', { class: 'results' }, this.#errors.element, main, this.#footer.element),
    );
    this.#grid = new DataGrid(this.#host, [], {
      ...{ label: t('Results'), nonce },
      onView: () => this.#onView(),
      onActive: () => this.#showFooter(),
      onError: error => this.#errors.show(error),
      onCopy: ({ start, end, column }) => {
        const columns = column === undefined ? this.#columns.shown : [Number(column)];
        void this.#ask('copy', { start, end, columns, format: 'csv' });
      },
    });
    new ResizeObserver(() => this.#grid.layout()).observe(this.#host);
  }

  /** The host says what there is to show. */
  async show(state: ResultState): Promise<void> {
    this.#state = state;
    clearTimeout(this.#later);
    this.#errors.clear();
    if (state.kind === 'rows' && state.rowCount > 0) await this.#showRows(state);
    else if (state.kind === 'running') {
      this.#later = setTimeout(() => this.#showMessage(state), patience);
    } else this.#showMessage(state);
    this.#showFooter();
  }

  async #showRows(state: RowsState): Promise<void> {
    const { run, rowCount, columns } = state;
    if (this.#shown === run) {
      this.#grid.grow(rowCount);
      return;
    }
    const first = await this.#channel.request('rows', { run, start: 0, end: 100 });
    if (this.#state.kind === 'rows' && this.#state.run !== run) return;
    this.#shown = run;
    this.#columns.use(columns, first.rows);
    this.#message.hidden = true;
    this.#host.hidden = false;
    this.#grid.setColumns(this.#columns.gridColumns());
    this.#grid.layout();
    this.#grid.show(this.#source(run, rowCount, first.rows), savedTop(run));
  }

  #source(run: number, rowCount: number, first: ResultRows['rows']): GridSource {
    return {
      rowCount,
      first: { rows: gridRows(first, 0) },
      fetch: async (start, end) => {
        const { rows } = await this.#channel.request('rows', { run, start, end });
        this.#widen(rows);
        return { rows: gridRows(rows, start) };
      },
    };
  }

  /** Later rows may hold longer numbers than the first. */
  #widen(rows: ResultRows['rows']): void {
    const wider = this.#columns.widen(rows);
    if (wider.length > 0) this.#grid.widen(wider);
  }

  #showMessage(state: ResultState): void {
    this.#shown = 0;
    this.#host.hidden = true;
    const act = (request: StateMessage['request']) => void this.#ask(request, {});
    this.#message.replaceChildren(...messageOf(state, act));
    this.#message.hidden = false;
  }

  #showAllColumns(): void {
    this.#columns.showsAll = !this.#columns.showsAll;
    this.#grid.setColumns(this.#columns.gridColumns());
    this.#grid.refresh();
    this.#showFooter();
  }

  #onView(): void {
    if (this.#shown > 0) saveState({ run: this.#shown, top: this.#grid.visible.top });
    this.#showFooter();
  }

  #showFooter(): void {
    const { top, bottom } = this.#grid.visible;
    const selection = this.#grid.selection;
    this.#footer.show(this.#state, {
      visible: bottom > top ? { from: top + 1, to: bottom } : undefined,
      selected: selection ? selection.end - selection.start : 0,
      hidden: this.#columns.hidden.length,
      showsAll: this.#columns.showsAll,
    });
  }

  #question() {
    const rowCount = this.#state.kind === 'rows' ? this.#state.rowCount : 0;
    const selection = this.#grid.selection ?? null;
    return { rowCount, selection, columns: this.#columns.shown };
  }

  async #ask<K extends keyof QueryGridRequests>(
    type: K,
    params: QueryGridRequests[K]['params'],
  ): Promise<void> {
    this.#errors.clear();
    try {
      await this.#channel.request(type, params);
    } catch (error) {
      this.#errors.show(error);
    }
  }
}

function gridRows(rows: ResultRows['rows'], start: number): GridRow[] {
  return rows.map((cells, place) => {
    const key = start + place;
    return { key, label: countText(key + 1), cells };
  });
}

/** Where the table was when the view was hidden. */
function savedTop(run: number): number {
  const saved = savedState();
  if (typeof saved !== 'object' || saved === null) return 0;
  if (!('run' in saved) || !('top' in saved) || saved.run !== run) return 0;
  return typeof saved.top === 'number' ? saved.top : 0;
}
