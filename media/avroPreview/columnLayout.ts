// Which columns the table has, and how wide they are.
import type { PreviewColumn, PreviewRow } from '../../shared/protocol/avroPreview';
import type { GridColumn } from '../grid/gridColumns';
import type { ColumnPlots } from './columnPlots';

const padding = 18;
const least = 72;
const most = 340;

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
    const context = document.createElement('canvas').getContext('2d');
    const { fontFamily, fontSize } = getComputedStyle(document.body);
    const widthOf = (text: string, bold = false): number => {
      if (!context) return text.length * 8;
      context.font = `${bold ? '600 ' : ''}${fontSize} ${fontFamily}`;
      return context.measureText(text).width;
    };
    this.columns.forEach(({ name, typeWord }, place) => {
      const texts = rows.map(({ cells }) => widthOf((cells[place] ?? '∅').slice(0, 60)));
      const usual = texts.sort((a, b) => a - b)[Math.floor(texts.length * 0.95)] ?? 0;
      const head = Math.max(widthOf(name, true), widthOf(`${typeWord}?`));
      const width = Math.max(head, Math.min(usual, most)) + padding;
      this.#widths.set(name, Math.max(least, Math.ceil(width)));
    });
  }

  gridColumns(): readonly GridColumn[] {
    return this.columns.flatMap((column, place) =>
      this.hidden.includes(column.name) ? [] : [this.#gridColumn(column, place)],
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
