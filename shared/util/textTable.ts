import { clipText, displayWidth, padded, printable } from './displayWidth';

/** A column of a text table. */
export interface TableColumn {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** Where not all fit, left out before another is squeezed; the first such column goes first. */
  readonly spare?: boolean;
}

export interface TableOptions {
  /** Cells of the terminal; undefined: as wide as it gets, for files and pipes. */
  readonly width?: number | undefined;
  /** What to do about columns that do not fit: `choose with --columns`. */
  readonly moreHint?: string;
}

/** How a missing value looks in a table, so that it differs from the text `null` and from an empty text. */
export const nullCell = '∅';

const gap = '  ';
/** A column is not squeezed below this many cells; rather the last columns are left out. */
const leastWidth = 10;

/** How the rows of one table are set, so that they can be written as they come. */
export interface TableLayout {
  /** The titles and the line under them. */
  readonly head: string;
  /** One row with its line break. On a terminal, texts longer than those of the sample are clipped. */
  readonly line: (row: readonly (string | null)[]) => string;
  /** Names the columns that did not fit; empty when all did. */
  readonly foot: string;
}

/** Rows as an aligned text table with a line under the titles, ending in a line break. */
export function formatTable(
  columns: readonly TableColumn[],
  rows: readonly (readonly (string | null)[])[],
  options: TableOptions = {},
): string {
  const { head, line, foot } = layoutTable(columns, rows, options);
  return head + rows.map(line).join('') + foot;
}

/** The layout that fits a sample of the rows. */
export function layoutTable(
  columns: readonly TableColumn[],
  sample: readonly (readonly (string | null)[])[],
  options: TableOptions = {},
): TableLayout {
  const natural = columns.map((column, i) =>
    sample.reduce(
      (width, row) => Math.max(width, displayWidth(cellText(row[i] ?? null))),
      Math.max(displayWidth(column.title), 1),
    ),
  );
  const kept = withoutSpares(columns, natural, options.width ?? Infinity);
  // A clipped number would be another number: such columns are shown whole, or not at all.
  const wishes = kept.map(i => {
    const width = natural[i] ?? 0;
    return { natural: width, least: columns[i]?.align === 'right' ? width : leastWidth };
  });
  const widths = fitWidths(wishes, options.width ?? Infinity);
  const shown = kept.slice(0, widths.length);
  const clip = options.width === undefined ? (text: string) => text : clipText;
  const set = (cell: (column: number) => string) =>
    widths
      .map((width, at) => {
        const i = shown[at] ?? 0;
        return padded(clip(cell(i), width), width, columns[i]?.align);
      })
      .join(gap)
      .trimEnd();
  const rule = widths.map(width => '─'.repeat(width)).join(gap);
  return {
    head: `${set(i => columns[i]?.title ?? '')}\n${rule}\n`,
    line: row => `${set(i => cellText(row[i] ?? null))}\n`,
    foot: leftOut(
      columns.filter((_, i) => !shown.includes(i)),
      options,
    )
      .map(line => `${line}\n`)
      .join(''),
  };
}

/** The places of the columns that stay: of the spare ones as few go as must. */
function withoutSpares(
  columns: readonly TableColumn[],
  natural: readonly number[],
  available: number,
): number[] {
  const kept = [...columns.keys()];
  const width = () => kept.reduce((sum, i) => sum + (natural[i] ?? 0) + gap.length, -gap.length);
  for (const [i, { spare = false }] of columns.entries()) {
    if (spare && width() > available) kept.splice(kept.indexOf(i), 1);
  }
  return kept;
}

function cellText(value: string | null): string {
  return value === null ? nullCell : printable(value);
}

/** How wide a column would like to be, and at least has to be. */
interface Wish {
  readonly natural: number;
  readonly least: number;
}

/** The widths of the columns that are shown: the widest are squeezed first, then the last left out. */
function fitWidths(wishes: readonly Wish[], available: number): number[] {
  for (let count = wishes.length; count > 1; count--) {
    const fitted = squeeze(wishes.slice(0, count), available - gap.length * (count - 1));
    if (fitted) return fitted;
  }
  return wishes.slice(0, 1).map(({ natural }) => Math.min(natural, available));
}

function squeeze(wishes: readonly Wish[], available: number): number[] | undefined {
  const widthAt = (cap: number) => (wish: Wish) =>
    Math.min(wish.natural, Math.max(wish.least, cap));
  const sumAt = (cap: number) =>
    wishes.map(widthAt(cap)).reduce((total, width) => total + width, 0);
  if (sumAt(leastWidth) > available) return undefined;
  let low = leastWidth;
  let high = Math.max(leastWidth, ...wishes.map(({ natural }) => natural));
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (sumAt(middle) <= available) low = middle;
    else high = middle - 1;
  }
  return wishes.map(widthAt(low));
}

function leftOut(columns: readonly TableColumn[], options: TableOptions): string[] {
  if (columns.length === 0) return [];
  const names = columns.map(column => column.title).join(', ');
  const hint = options.moreHint ? ` (${options.moreHint})` : '';
  const text = `… ${columns.length} more: ${names}`;
  return [`${clipText(text, (options.width ?? Infinity) - displayWidth(hint))}${hint}`];
}
