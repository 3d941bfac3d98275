// Rows of a query as text, written as they come: a result may be larger than memory.
import type { SqlValue } from '../../shared/engine/engine';
import type { Output } from '../verb';
import { csvLine } from './csv';
import { toJson } from './json';
import { layoutTable, type TableLayout } from './table';

export const rowFormats = ['table', 'json', 'ndjson', 'csv'] as const;
export type RowFormat = (typeof rowFormats)[number];

type Row = readonly SqlValue[];

/** Writes one result. `begin` comes first, `end` last, also after a failure between them. */
export interface RowPrinter {
  begin(columns: readonly string[]): Promise<void>;
  rows(rows: readonly Row[]): Promise<void>;
  /** `error` is what cut the result short. */
  end(error?: { readonly code: string; readonly message: string }): Promise<void>;
}

/** The printer of a format; `width` is that of the terminal. */
export function createRowPrinter(
  format: RowFormat,
  output: Output,
  width: number | undefined,
): RowPrinter {
  switch (format) {
    case 'table':
      return new TablePrinter(output, width);
    case 'json':
      return new JsonPrinter(output);
    case 'ndjson':
      return new NdjsonPrinter(output);
    case 'csv':
      return {
        begin: columns => output.write(csvLine(columns)),
        rows: rows => output.write(rows.map(row => csvLine(row.map(cellText))).join('')),
        end: () => Promise.resolve(),
      };
  }
}

/** The layout is made from the first batch. */
class TablePrinter implements RowPrinter {
  readonly #output: Output;
  readonly #width: number | undefined;
  #columns: readonly string[] = [];
  #layout: TableLayout | undefined;

  constructor(output: Output, width: number | undefined) {
    this.#output = output;
    this.#width = width;
  }

  async begin(columns: readonly string[]): Promise<void> {
    this.#columns = columns;
  }

  async rows(rows: readonly Row[]): Promise<void> {
    const first = this.#layout === undefined;
    const layout = (this.#layout ??= this.#layOut(rows));
    const lines = rows.map(row => layout.line(row.map(cellText))).join('');
    await this.#output.write(first ? layout.head + lines : lines);
  }

  async end(): Promise<void> {
    if (this.#columns.length === 0) return;
    if (this.#layout === undefined) await this.rows([]);
    const foot = this.#layout?.foot ?? '';
    if (foot !== '') await this.#output.write(foot);
  }

  #layOut(rows: readonly Row[]): TableLayout {
    const columns = this.#columns.map((title, index) => ({
      title,
      align: rows.every(row => isNumberOrNull(row[index])) ? ('right' as const) : ('left' as const),
    }));
    const cells = rows.map(row => row.map(cellText));
    return layoutTable(columns, cells, {
      width: this.#width,
      moreHint: '--format json shows all',
    });
  }
}

/** `{"columns": […], "rows": [{…}], "rowCount": N}`, with `error` where the result was cut short. */
class JsonPrinter implements RowPrinter {
  readonly #output: Output;
  #names: readonly string[] = [];
  #rowCount = 0;

  constructor(output: Output) {
    this.#output = output;
  }

  async begin(columns: readonly string[]): Promise<void> {
    this.#names = distinctNames(columns);
    await this.#output.write(`{"columns":${toJson(this.#names)},"rows":[`);
  }

  async rows(rows: readonly Row[]): Promise<void> {
    if (rows.length === 0) return;
    const separator = this.#rowCount === 0 ? '\n' : ',\n';
    this.#rowCount += rows.length;
    await this.#output.write(separator + rows.map(row => rowObject(this.#names, row)).join(',\n'));
  }

  async end(error?: { readonly code: string; readonly message: string }): Promise<void> {
    const failure = error ? `,"error":${toJson(error)}` : '';
    await this.#output.write(`],"rowCount":${this.#rowCount}${failure}}\n`);
  }
}

class NdjsonPrinter implements RowPrinter {
  readonly #output: Output;
  #names: readonly string[] = [];

  constructor(output: Output) {
    this.#output = output;
  }

  async begin(columns: readonly string[]): Promise<void> {
    this.#names = distinctNames(columns);
  }

  async rows(rows: readonly Row[]): Promise<void> {
    await this.#output.write(rows.map(row => `${rowObject(this.#names, row)}\n`).join(''));
  }

  async end(): Promise<void> {
    await Promise.resolve();
  }
}

/** A result may have two columns of one name, an object may not: the second is `a_2`. */
function distinctNames(columns: readonly string[]): string[] {
  const taken = new Set<string>();
  return columns.map(column => {
    let name = column;
    for (let number = 2; taken.has(name); number++) name = `${column}_${number}`;
    taken.add(name);
    return name;
  });
}

function rowObject(names: readonly string[], row: Row): string {
  const members = names.map((name, i) => `${JSON.stringify(name)}:${cellJson(row[i] ?? null)}`);
  return `{${members.join(',')}}`;
}

function cellJson(value: SqlValue): string {
  if (value instanceof Uint8Array) return JSON.stringify(base64(value));
  // JSON has no infinities.
  if (typeof value === 'number' && !Number.isFinite(value)) return JSON.stringify(String(value));
  return toJson(value);
}

function cellText(value: SqlValue): string | null {
  if (value === null) return null;
  return value instanceof Uint8Array ? base64(value) : String(value);
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');
}

function isNumberOrNull(value: SqlValue | undefined): boolean {
  return (
    value === undefined || value === null || typeof value === 'number' || typeof value === 'bigint'
  );
}
