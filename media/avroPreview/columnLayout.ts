// Which columns the table has, and how wide they are.
import type { PreviewColumn, PreviewRow } from '../../shared/protocol/avroPreview';
import { columnWidths } from '../grid/columnWidths';
import type { GridColumn } from '../grid/gridColumns';
import type { ColumnPlots } from '../columns/columnPlots';
import type { SortOrder } from './rowView';

const least = 72;

export class ColumnLayout {
  readonly #widths = new Map<string, number>();

  constructor(
    readonly columns: readonly PreviewColumn[],
    readonly plots: ColumnPlots,
    public hidden: readonly string[],
  ) {}

  /** Names of the columns that are not hidden. */
  get shown(): readonly string[] {
    return this.columns.map(({ name }) => name).filter(name => !this.hidden.includes(name));
  }

  /** Makes each column wide enough for its name and nearly all of these rows. */
  measure(rows: readonly PreviewRow[]): void {
    const widths = columnWidths(
      this.columns.map(({ name, typeWord }, place) => ({
        heads: [name, `${typeWord}?`],
        texts: rows.map(({ cells }) => cells[place] ?? '∅'),
      })),
    );
    this.columns.forEach(({ name }, place) => this.#widths.set(name, widths[place] ?? least));
  }

  gridColumns(order: SortOrder | undefined): readonly GridColumn[] {
    return this.columns.flatMap((column, place) =>
      this.hidden.includes(column.name)
        ? []
        : [{ ...this.#gridColumn(column, place), sorted: sortedBy(order, column.name) }],
    );
  }

  #gridColumn({ name, kind, typeText, doc }: PreviewColumn, place: number): GridColumn {
    const header = this.plots.header(name);
    return {
      ...{ id: name, name, place },
      alignRight: kind === 'number',
      width: this.#widths.get(name) ?? 120,
      tooltip: doc === undefined ? `${name}: ${typeText}` : `${name}: ${typeText}\n${doc}`,
      ...(header ? { header } : {}),
    };
  }
}

function sortedBy(order: SortOrder | undefined, column: string): GridColumn['sorted'] {
  if (order?.column !== column) return undefined;
  return order.descending ? 'descending' : 'ascending';
}
