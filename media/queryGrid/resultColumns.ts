// Which columns of a result are shown, and how wide they are.
import type { ResultColumn, ResultOrder } from '../../shared/protocol/queryGrid';
import { columnWidths } from '../grid/columnWidths';
import type { GridColumn, WiderColumn } from '../grid/gridColumns';
import type { ResultLook } from './resultLook';

/** Numbers the rows of event tables: for SQL, not for people. */
const rowColumn = '_row';

export class ResultColumns {
  #columns: readonly ResultColumn[] = [];
  #widths: readonly number[] = [];
  /** Also those that are usually hidden. */
  showsAll = false;

  /** The columns of another result, its first rows, and the pixels that the table has for them. */
  use(
    columns: readonly ResultColumn[],
    rows: readonly (readonly (string | null)[])[],
    room: number,
  ): void {
    this.#columns = columns;
    this.showsAll = false;
    this.#widths = this.#measure(rows, room);
  }

  /** The columns in which these rows need more room than those before. */
  widen(rows: readonly (readonly (string | null)[])[]): readonly WiderColumn[] {
    const before = this.#widths;
    const now = this.#measure(rows);
    this.#widths = before.map((width, place) => Math.max(width, now[place] ?? 0));
    return this.shown
      .map(place => {
        const [from = 0, to = 0] = [before[place], this.#widths[place]];
        return { id: String(place), from, to };
      })
      .filter(({ from, to }) => to > from);
  }

  #measure(rows: readonly (readonly (string | null)[])[], room = 0): readonly number[] {
    return columnWidths(
      this.#columns.map(({ name }, place) => ({
        heads: [name],
        texts: rows.map(cells => cells[place] ?? '∅'),
      })),
      room,
    );
  }

  /** Places of the columns that can be hidden. */
  get hidden(): readonly number[] {
    const hidden = this.#places.filter(place => this.#columns[place]?.name === rowColumn);
    return hidden.length < this.#columns.length ? hidden : [];
  }

  /** Places of the columns that are shown. */
  get shown(): readonly number[] {
    const { hidden } = this;
    return this.showsAll ? this.#places : this.#places.filter(place => !hidden.includes(place));
  }

  /** With plots and the order of a look at the result. */
  gridColumns({ plots, order }: ResultLook): readonly GridColumn[] {
    return this.shown.map(place => {
      const { name = '', isNumber = false } = this.#columns[place] ?? {};
      const id = String(place);
      const header = plots.header(id);
      return {
        ...{ id, name, place, alignRight: isNumber, tooltip: name },
        ...(header ? { header } : {}),
        width: this.#widths[place] ?? 120,
        sorted: order?.column === place ? directionOf(order) : undefined,
      };
    });
  }

  get #places(): readonly number[] {
    return this.#columns.map((_, place) => place);
  }
}

function directionOf({ descending }: ResultOrder): 'ascending' | 'descending' {
  return descending ? 'descending' : 'ascending';
}
