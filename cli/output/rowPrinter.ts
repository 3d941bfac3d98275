// Rows as text, written as they come: a result may be larger than memory.
import type { CellForms } from '../../shared/rows/cellForms';
import { csvLine } from '../../shared/rows/csvLine';
import { distinctNames, rowObject } from '../../shared/rows/rowObject';
import type { Output } from '../verb';
import { toJson } from './json';
import { layoutTable, type TableLayout } from '../../shared/util/textTable';

export const rowFormats = ['table', 'json', 'ndjson', 'csv'] as const;
export type RowFormat = (typeof rowFormats)[number];

export interface RowPrinterOptions<T> {
  readonly output: Output;
  readonly forms: CellForms<T>;
  /** Cells of the terminal; undefined: as wide as it gets. */
  readonly width: number | undefined;
  /** What a table says about columns that do not fit. */
  readonly moreHint: string;
}

/** Writes one result. `begin` comes first, `end` last, also after a failure between them. */
export interface RowPrinter<T> {
  begin(columns: readonly string[]): Promise<void>;
  rows(rows: readonly (readonly T[])[]): Promise<void>;
  /** `more` are further members of a JSON document, such as the error that cut the result short. */
  end(more?: Readonly<Record<string, unknown>>): Promise<void>;
}

/** The printer of a format. */
export function createRowPrinter<T>(
  format: RowFormat,
  options: RowPrinterOptions<T>,
): RowPrinter<T> {
  switch (format) {
    case 'table':
      return new TablePrinter(options);
    case 'json':
      return new JsonPrinter(options);
    case 'ndjson':
      return new NdjsonPrinter(options);
    case 'csv':
      return csvPrinter(options);
  }
}

function csvPrinter<T>({ output, forms }: RowPrinterOptions<T>): RowPrinter<T> {
  const line = (row: readonly T[]) => csvLine(row.map((value, i) => forms.text(value, i)));
  return {
    begin: columns => output.write(csvLine(columns)),
    rows: rows => output.write(rows.map(line).join('')),
    end: () => Promise.resolve(),
  };
}

/** The layout is made from the first batch. */
class TablePrinter<T> implements RowPrinter<T> {
  readonly #options: RowPrinterOptions<T>;
  #columns: readonly string[] = [];
  #layout: TableLayout | undefined;

  constructor(options: RowPrinterOptions<T>) {
    this.#options = options;
  }

  async begin(columns: readonly string[]): Promise<void> {
    this.#columns = columns;
  }

  async rows(rows: readonly (readonly T[])[]): Promise<void> {
    const { output, forms } = this.#options;
    const cells = rows.map(row => row.map((value, i) => forms.text(value, i)));
    const first = this.#layout === undefined;
    const layout = (this.#layout ??= this.#layOut(rows, cells));
    const lines = cells.map(layout.line).join('');
    await output.write(first ? layout.head + lines : lines);
  }

  async end(): Promise<void> {
    if (this.#columns.length === 0) return;
    if (this.#layout === undefined) await this.rows([]);
    const foot = this.#layout?.foot ?? '';
    if (foot !== '') await this.#options.output.write(foot);
  }

  #layOut(
    rows: readonly (readonly T[])[],
    cells: readonly (readonly (string | null)[])[],
  ): TableLayout {
    const { forms, width, moreHint } = this.#options;
    const isNumber = (column: number) =>
      rows.every((row, i) => {
        const value = row[column];
        return value === undefined || cells[i]?.[column] === null || forms.isNumber(value);
      });
    const columns = this.#columns.map((title, column) => ({
      title,
      align: isNumber(column) ? ('right' as const) : ('left' as const),
    }));
    return layoutTable(columns, cells, { width, moreHint });
  }
}

/** `{"columns": […], "rows": [{…}], "rowCount": N}`, and what `end` is given. */
class JsonPrinter<T> implements RowPrinter<T> {
  readonly #options: RowPrinterOptions<T>;
  #names: readonly string[] = [];
  #rowCount = 0;

  constructor(options: RowPrinterOptions<T>) {
    this.#options = options;
  }

  async begin(columns: readonly string[]): Promise<void> {
    this.#names = distinctNames(columns);
    await this.#options.output.write(`{"columns":${toJson(this.#names)},"rows":[`);
  }

  async rows(rows: readonly (readonly T[])[]): Promise<void> {
    if (rows.length === 0) return;
    const { output, forms } = this.#options;
    const separator = this.#rowCount === 0 ? '\n' : ',\n';
    this.#rowCount += rows.length;
    const texts = rows.map(row => rowObject(this.#names, row, forms));
    await output.write(separator + texts.join(',\n'));
  }

  async end(more: Readonly<Record<string, unknown>> = {}): Promise<void> {
    const members = toJson({ rowCount: this.#rowCount, ...more }).slice(1);
    await this.#options.output.write(`],${members}\n`);
  }
}

class NdjsonPrinter<T> implements RowPrinter<T> {
  readonly #options: RowPrinterOptions<T>;
  #names: readonly string[] = [];

  constructor(options: RowPrinterOptions<T>) {
    this.#options = options;
  }

  async begin(columns: readonly string[]): Promise<void> {
    this.#names = distinctNames(columns);
  }

  async rows(rows: readonly (readonly T[])[]): Promise<void> {
    const { output, forms } = this.#options;
    const lines = rows.map(row => `${rowObject(this.#names, row, forms)}\n`);
    await output.write(lines.join(''));
  }

  async end(): Promise<void> {
    await Promise.resolve();
  }
}
