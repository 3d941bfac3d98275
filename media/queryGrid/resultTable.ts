// The rows of the result in front as a table; where each result was scrolled to is kept while it is there.
import type { Channel } from '../../shared/protocol/channel';
import type {
  QueryGridRequests,
  ResultColumn,
  ResultRange,
  ResultRows,
} from '../../shared/protocol/queryGrid';
import { countText } from '../../shared/util/humanText';
import { element } from '../element';
import { DataGrid } from '../grid/dataGrid';
import type { VisibleRows } from '../grid/dataGridOptions';
import { roomForColumns } from '../grid/gridColumns';
import type { GridRow, GridSource } from '../grid/rowPages';
import { t } from '../localText';
import { ResultColumns } from './resultColumns';
import type { ResultLook } from './resultLook';

export interface ResultTablePorts {
  readonly channel: Channel<QueryGridRequests>;
  readonly nonce: string;
  /** Other rows are visible, or others selected. */
  readonly onView: () => void;
  readonly onError: (error: unknown) => void;
  /** Rows to put onto the clipboard. */
  readonly onCopy: (rows: ResultRange & { readonly columns: readonly number[] }) => void;
  /** The place of a column whose header was chosen, and one whose menu is wanted. */
  readonly onHeader: (column: number) => void;
  readonly onHeaderMenu: (column: number) => void;
}

/** Rows of a look at a result. */
export interface ShownRows {
  readonly rowCount: number;
  readonly columns: readonly ResultColumn[];
}

export class ResultTable {
  readonly element = element('div', { class: 'grid', tabIndex: -1 });
  readonly columns = new ResultColumns();
  readonly #ports: ResultTablePorts;
  readonly #grid: DataGrid;
  readonly #tops = new Map<number, number>();
  #look: ResultLook | undefined;
  #view = 0;

  constructor(ports: ResultTablePorts) {
    this.#ports = ports;
    this.#grid = new DataGrid(this.element, [], {
      ...{ label: t('Results'), nonce: ports.nonce },
      onView: () => this.#onView(),
      onActive: () => ports.onView(),
      onError: error => ports.onError(error),
      onHeader: column => ports.onHeader(Number(column)),
      onHeaderMenu: column => ports.onHeaderMenu(Number(column)),
      onCopy: ({ start, end, column }) => {
        const columns = column === undefined ? this.columns.shown : [Number(column)];
        ports.onCopy({ view: this.#view, start, end, columns });
      },
    });
    new ResizeObserver(() => this.#grid.layout()).observe(this.element);
  }

  get visible(): VisibleRows {
    return this.#grid.visible;
  }

  get selection(): ResultRange | undefined {
    return this.#grid.selection;
  }

  /** The place of the column that the active cell is in. */
  get activeColumn(): number | undefined {
    const { active } = this.#grid;
    return active && this.columns.shown[active.column];
  }

  /** Where a result is scrolled to. */
  topOf(result: number): number {
    return this.#tops.get(result) ?? 0;
  }

  setTop(result: number, top: number): void {
    this.#tops.set(result, top);
  }

  /** Shows as many rows as there are. */
  async show(look: ResultLook, { rowCount, columns }: ShownRows): Promise<void> {
    this.element.hidden = false;
    if (this.#look === look && this.#view === look.view) return this.#grid.grow(rowCount);
    const { result, view } = look;
    const range = { result, view, start: 0, end: 100 };
    const first = await this.#ports.channel.request('rows', range);
    const isOther = this.#look !== look;
    this.#look = look;
    this.#view = view;
    const room = roomForColumns(this.element.clientWidth);
    if (isOther) this.columns.use(columns, first.rows, room);
    this.showColumns();
    this.#grid.layout();
    this.#grid.show(this.#source(rowCount, first.rows), isOther ? this.topOf(result) : 0);
  }

  /** Headers with their plots, and the order. */
  showColumns(): void {
    if (this.#look) this.#grid.setColumns(this.columns.gridColumns(this.#look));
  }

  hide(): void {
    this.#look = undefined;
    this.element.hidden = true;
  }

  /** Also the columns that are usually hidden, or not any more. */
  toggleColumns(): void {
    this.columns.showsAll = !this.columns.showsAll;
    this.showColumns();
    this.#grid.refresh();
  }

  #source(rowCount: number, first: ResultRows['rows']): GridSource {
    const look = this.#look;
    const view = this.#view;
    return {
      rowCount,
      first: { rows: gridRows(first, 0) },
      fetch: async (start, end) => {
        if (!look) return { rows: [] };
        const range = { result: look.result, view, start, end };
        const { rows } = await this.#ports.channel.request('rows', range);
        if (look === this.#look) this.#widen(rows);
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
    if (this.#look) this.#tops.set(this.#look.result, this.#grid.visible.top);
    this.#ports.onView();
  }
}

function gridRows(rows: ResultRows['rows'], start: number): GridRow[] {
  return rows.map((cells, place) => {
    const key = start + place;
    return { key, label: countText(key + 1), cells };
  });
}
