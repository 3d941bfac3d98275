// The results of statements, one in front: a table or a chart with filter, summary and footer, or a message.
import type { FilterCondition } from '../../shared/protocol/avroPreview';
import type { Channel } from '../../shared/protocol/channel';
import type {
  QueryGridRequests,
  ResultOrder,
  ResultState,
  ShownResults,
} from '../../shared/protocol/queryGrid';
import { ColumnPanel } from '../columns/columnPanel';
import { FilterBar } from '../columns/filterBar';
import { TaskBar } from '../columns/taskBar';
import { element } from '../element';
import { ErrorStrip } from '../errorStrip';
import { t } from '../localText';
import { SidePanel } from '../sidePanel';
import { ResultChart } from './resultChart';
import { ResultFooter } from './resultFooter';
import { ResultLook } from './resultLook';
import { ResultTable } from './resultTable';
import { ResultTabs } from './resultTabs';
import { keepPlace, savedPlace } from './savedPlace';
import { SelectionTotals } from './selectionTotals';
import { messageOf, type StateMessage } from './stateMessage';

type RowsState = Extract<ResultState, { kind: 'rows' }>;

/** A statement that is done in a blink does not make the table vanish before. */
const patience = 200;
/** A notebook shows several in one page. */
let views = 0;

export class ResultsView {
  readonly #channel: Channel<QueryGridRequests>;
  readonly #tabs: ResultTabs;
  readonly #message = element('div', { class: 'message', role: 'status' });
  readonly #errors = new ErrorStrip();
  readonly #tasks = new TaskBar(() => undefined);
  readonly #filterBar: FilterBar;
  readonly #column: ColumnPanel;
  readonly #side: SidePanel<'column'>;
  readonly #body = element('div', { id: `result-${++views}`, class: 'result-body' });
  readonly #footer: ResultFooter;
  readonly #table: ResultTable;
  readonly #chart: ResultChart;
  readonly #totals: SelectionTotals;
  #looks = new Map<number, ResultLook>();
  #shown: ShownResults = { tabs: [], active: 0 };
  #later: ReturnType<typeof setTimeout> | undefined;

  constructor(channel: Channel<QueryGridRequests>, nonce: string, host: HTMLElement) {
    this.#channel = channel;
    this.#tabs = new ResultTabs(this.#body, result => void this.#ask('activate', { result }));
    this.#footer = this.#makeFooter();
    this.#totals = new SelectionTotals(channel, text => this.#footer.showTotals(text));
    this.#filterBar = new FilterBar({
      columns: () => this.#look?.columns ?? [],
      onApply: conditions => void this.#arrange(conditions, this.#look?.order),
      onClose: () => void this.#arrange([], this.#look?.order),
    });
    this.#column = this.#makeColumnPanel();
    this.#side = new SidePanel({
      bodies: [{ name: 'column', title: t('Column'), make: () => this.#column.element }],
      ...{ width: 300, onChange: () => undefined },
    });
    this.#table = this.#makeTable(nonce);
    this.#chart = this.#makeChart();
    const { element: chart } = this.#chart;
    this.#body.append(this.#table.element, chart, this.#message, this.#side.element);
    const above = [this.#tabs, this.#errors, this.#filterBar, this.#tasks];
    const parts = [...above.map(part => part.element), this.#body, this.#footer.element];
    host.replaceChildren(element('div', { class: 'results' }, ...parts));
  }

  /** The host says what there is to show. */
  async show(shown: ShownResults): Promise<void> {
    const hasChanged = shown.active !== this.#shown.active;
    this.#shown = shown;
    clearTimeout(this.#later);
    if (hasChanged) this.#leave();
    this.#tabs.show(shown);
    const state = this.#state;
    if (state.kind === 'rows' && state.rowCount > 0) await this.#try(this.#showRows(state));
    else if (state.kind === 'running') {
      this.#later = setTimeout(() => this.#showMessage(state), patience);
    } else this.#showMessage(state);
    this.#showFooter();
  }

  get #state(): ResultState | { readonly kind: 'empty' } {
    const { tabs, active } = this.#shown;
    return tabs.find(({ result }) => result === active)?.state ?? { kind: 'empty' };
  }

  get #id() {
    return { result: this.#shown.active };
  }

  get #look(): ResultLook | undefined {
    return this.#looks.get(this.#shown.active);
  }

  /** Another result comes in front. */
  #leave(): void {
    this.#errors.clear();
    this.#tasks.cancel();
    this.#side.close();
    this.#totals.clear();
    this.#filterBar.set(this.#look?.conditions ?? []);
    const known = new Set(this.#shown.tabs.map(({ result }) => result));
    this.#looks = new Map([...this.#looks].filter(([result]) => known.has(result)));
  }

  async #showRows(state: RowsState): Promise<void> {
    this.#message.hidden = true;
    const look = this.#look ?? (await this.#makeLook(this.#shown.active, state));
    if (look !== this.#look) return;
    if (look.isChart) {
      this.#table.element.hidden = true;
      if (state.ending !== 'counting') await this.#chart.show(look);
    } else {
      this.#chart.hide();
      await this.#table.show(look, { ...state, rowCount: look.found ?? state.rowCount });
    }
    if (state.ending !== 'counting') void this.#try(look.sample());
  }

  /** As it was looked at before the view was hidden; what is drawn comes after the filter. */
  async #makeLook(result: number, { columns }: RowsState): Promise<ResultLook> {
    const look = new ResultLook(result, columns, {
      ...{ channel: this.#channel, tasks: this.#tasks },
      onPlots: () => {
        if (this.#look === look) this.#column.show();
      },
    });
    this.#looks.set(result, look);
    const saved = savedPlace(result);
    if (!saved) return look;
    this.#table.setTop(result, saved.top);
    this.#filterBar.set(saved.conditions);
    await this.#try(look.restore(saved));
    if (look === this.#look) this.#filterBar.set(look.conditions);
    return look;
  }

  /** Filters or sorts the result in front; a cancel leaves all as it is. */
  async #arrange(
    conditions: readonly FilterCondition[],
    order: ResultOrder | undefined,
  ): Promise<void> {
    const look = this.#look;
    if (!look) return;
    await this.#try(
      look.arrange(conditions, order).then(async isNew => {
        if (!isNew) this.#filterBar.set(look.conditions);
        const state = this.#state;
        if (!isNew || look !== this.#look || state.kind !== 'rows') return;
        this.#totals.clear();
        await this.#showRows(state);
        this.#table.showColumns();
      }),
    );
    this.#keep();
  }

  /** Ascending, then descending, then as the statement gave them. */
  #turnOrder(column: number): void {
    const look = this.#look;
    if (!look) return;
    const now = look.order?.column === column ? look.order : undefined;
    const next = now?.descending ? undefined : { column, descending: now !== undefined };
    void this.#arrange(look.conditions, next);
  }

  #openColumn(place: number): void {
    const column = this.#look?.columns[place];
    if (!column) return;
    this.#column.show(column);
    this.#side.open('column');
  }

  #toggleColumn(): void {
    if (this.#side.panel) this.#side.close();
    else this.#openColumn(this.#table.activeColumn ?? this.#table.columns.shown[0] ?? 0);
  }

  #makeTable(nonce: string): ResultTable {
    return new ResultTable({
      ...{ channel: this.#channel, nonce },
      onView: () => {
        this.#showFooter();
        this.#keep();
      },
      onError: error => this.#errors.show(error),
      onCopy: rows => void this.#ask('copy', { ...this.#id, ...rows, format: 'csv' }),
      onHeader: column => this.#turnOrder(column),
      onHeaderMenu: column => this.#openColumn(column),
    });
  }

  #makeChart(): ResultChart {
    const channel = this.#channel;
    return new ResultChart({
      points: ({ result, view }, chart) =>
        this.#tasks.run(t('Drawing'), (signal, onProgress) =>
          channel.request('chart', { result, view, ...chart }, { signal, onProgress }),
        ),
      onChange: () => this.#keep(),
      onSave: picture => void this.#ask('savePicture', { ...this.#id, ...picture }),
      onError: error => this.#errors.show(error),
    });
  }

  #makeColumnPanel(): ColumnPanel {
    return new ColumnPanel({
      summary: column => this.#look?.plots.summary(column),
      countExactly: column => void this.#try(this.#look?.plots.countExactly([column], this.#tasks)),
      sort: (column, descending) =>
        void this.#arrange(this.#look?.conditions ?? [], { column: Number(column), descending }),
      filter: condition => {
        this.#filterBar.add(condition);
        if (condition.value !== '')
          void this.#arrange(this.#filterBar.conditions, this.#look?.order);
      },
    });
  }

  #makeFooter(): ResultFooter {
    return new ResultFooter({
      cancel: () => void this.#ask('cancel', this.#id),
      copyAs: () => void this.#ask('copyAs', this.#question()),
      exportRows: () => void this.#ask('export', this.#question()),
      filter: () => this.#filterBar.add(),
      unsort: () => void this.#arrange(this.#look?.conditions ?? [], undefined),
      chart: () => this.#toggleChart(),
      details: () => this.#toggleColumn(),
      showColumns: () => {
        this.#table.toggleColumns();
        this.#showFooter();
      },
    });
  }

  #toggleChart(): void {
    const look = this.#look;
    const state = this.#state;
    if (!look || state.kind !== 'rows') return;
    look.isChart = !look.isChart;
    this.#keep();
    void this.#try(this.#showRows(state));
  }

  #showMessage(state: ResultState | { readonly kind: 'empty' }): void {
    this.#table.hide();
    this.#chart.hide();
    this.#side.close();
    const act = (request: StateMessage['request']) => void this.#ask(request, this.#id);
    this.#message.replaceChildren(...messageOf(state, act));
    this.#message.hidden = false;
  }

  #showFooter(): void {
    const look = this.#look;
    this.#footer.show(this.#state, { result: this.#shown.active, table: this.#table, look });
    if (look) this.#totals.show(look, this.#table.selection, this.#table.activeColumn);
  }

  #question() {
    const [state, look] = [this.#state, this.#look];
    const rowCount = look?.found ?? (state.kind === 'rows' ? state.rowCount : 0);
    const { selection = null, columns } = this.#table;
    return { ...this.#id, view: look?.view ?? 0, rowCount, selection, columns: columns.shown };
  }

  #keep(): void {
    const look = this.#look;
    if (look) keepPlace(look, this.#table.topOf(look.result));
  }

  #ask<K extends keyof QueryGridRequests>(
    type: K,
    params: QueryGridRequests[K]['params'],
  ): Promise<void> {
    this.#errors.clear();
    return this.#try(this.#channel.request(type, params));
  }

  /** What fails is said above the rows, which stay as they are. */
  async #try(work: Promise<unknown> | undefined): Promise<void> {
    try {
      await work;
    } catch (error) {
      this.#errors.show(error);
    }
    this.#showFooter();
  }
}
