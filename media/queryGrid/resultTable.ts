// The rows of the result in front as a table; where each result was scrolled to is kept while it is there.
import type { Channel } from '../../shared/protocol/channel';
import type {
  QueryGridRequests,
  ResultRange,
  ResultRows,
  ResultState,
} from '../../shared/protocol/queryGrid';
import { countText } from '../../shared/util/humanText';
import { element } from '../element';
import { DataGrid, type VisibleRows } from '../grid/dataGrid';
import type { GridRow, GridSource } from '../grid/rowPages';
import { savedState, saveState } from '../hostChannel';
import { t } from '../localText';
import { ResultColumns } from './resultColumns';

type RowsState = Extract<ResultState, { kind: 'rows' }>;

export interface ResultTablePorts {
  readonly channel: Channel<QueryGridRequests>;
  readonly nonce: string;
  /** Other rows are visible, or others selected. */
  readonly onView: () => void;
  readonly onError: (error: unknown) => void;
  /** Rows to put onto the clipboard. */
  readonly onCopy: (rows: ResultRange & { readonly columns: readonly number[] }) => void;
}

export class ResultTable {
  readonly element = element('div', { class: 'grid', tabIndex: -1 });
  readonly columns = new ResultColumns();
  readonly #ports: ResultTablePorts;
  readonly #grid: DataGrid;
  readonly #tops = new Map<number, number>();
  /** The result whose rows are shown. */
  #result = 0;

  constructor(ports: ResultTablePorts) {
    this.#ports = ports;
    this.#grid = new DataGrid(this.element, [], {
      ...{ label: t('Results'), nonce: ports.nonce },
      onView: () => this.#onView(),
      onActive: () => ports.onView(),
      onError: error => ports.onError(error),
      onCopy: ({ start, end, column }) => {
        const columns = column === undefined ? this.columns.shown : [Number(column)];
        ports.onCopy({ start, end, columns });
      },
    });
    new ResizeObserver(() => this.#grid.layout()).observe(this.element);
    const saved = savedPlace();
    if (saved) this.#tops.set(saved.result, saved.top);
  }

  get visible(): VisibleRows {
    return this.#grid.visible;
  }

  get selection(): ResultRange | undefined {
    return this.#grid.selection;
  }

  /** Shows as many rows as there are. */
  async show(result: number, { rowCount, columns }: RowsState): Promise<void> {
    if (this.#result === result) return this.#grid.grow(rowCount);
    const first = await this.#ports.channel.request('rows', { result, start: 0, end: 100 });
    // Where the rows are gone, the host says so by itself.
    if (!first) return;
    this.#result = result;
    this.columns.use(columns, first.rows);
    this.element.hidden = false;
    this.#grid.setColumns(this.columns.gridColumns());
    this.#grid.layout();
    this.#grid.show(this.#source(rowCount, first.rows), this.#tops.get(result) ?? 0);
  }

  hide(): void {
    this.#result = 0;
    this.element.hidden = true;
  }

  /** Also the columns that are usually hidden, or not any more. */
  toggleColumns(): void {
    this.columns.showsAll = !this.columns.showsAll;
    this.#grid.setColumns(this.columns.gridColumns());
    this.#grid.refresh();
  }

  #source(rowCount: number, first: ResultRows['rows']): GridSource {
    const result = this.#result;
    return {
      rowCount,
      first: { rows: gridRows(first, 0) },
      fetch: async (start, end) => {
        const found = await this.#ports.channel.request('rows', { result, start, end });
        const rows = found?.rows ?? [];
        if (result === this.#result) this.#widen(rows);
        return { rows: gridRows(rows, start) };
      },
    };
  }

  /** Later rows may hold longer numbers than the first. */
  #widen(rows: ResultRows['rows']): void {
    const wider = this.columns.widen(rows);
    if (wider.length > 0) this.#grid.widen(wider);
  }

  #onView(): void {
    if (this.#result > 0) {
      const { top } = this.#grid.visible;
      this.#tops.set(this.#result, top);
      saveState({ result: this.#result, top });
    }
    this.#ports.onView();
  }
}

function gridRows(rows: ResultRows['rows'], start: number): GridRow[] {
  return rows.map((cells, place) => {
    const key = start + place;
    return { key, label: countText(key + 1), cells };
  });
}

/** Where the table was when the view was hidden. */
function savedPlace(): { readonly result: number; readonly top: number } | undefined {
  const saved = savedState();
  if (typeof saved !== 'object' || saved === null) return undefined;
  if (!('result' in saved) || !('top' in saved)) return undefined;
  const { result, top } = saved;
  return typeof result === 'number' && typeof top === 'number' ? { result, top } : undefined;
}
