/** A column as far as it matters to a chart. */
interface Column {
  readonly name: string;
  readonly isNumber: boolean;
  readonly isTime: boolean;
}

/** More lines than these would hide each other. */
const mostLines = 3;

/** What somebody probably wants to see of these columns: numbers over time as lines, others as bars. Pure. */
export function guessChart(columns: readonly Column[]): {
  readonly kind: 'line' | 'bar';
  readonly x: number;
  readonly ys: readonly number[];
  readonly series: null;
} {
  const find = (is: (column: Column) => boolean) => columns.findIndex(is);
  const time = find(({ isTime }) => isTime);
  const text = find(({ isNumber }) => !isNumber);
  const x = time >= 0 ? time : Math.max(0, text);
  const numbers = columns.flatMap(({ name, isNumber }, place) =>
    isNumber && place !== x && name !== '_row' ? [place] : [],
  );
  const isLine = time >= 0 || columns[x]?.isNumber === true;
  return { kind: isLine ? 'line' : 'bar', x, ys: numbers.slice(0, mostLines), series: null };
}
