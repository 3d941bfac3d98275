// Rows as text in one of the formats that files and clipboards take, piece by piece.
import type { CellForms } from './cellForms';
import { csvLine } from './csvLine';
import { distinctNames, rowObject } from './rowObject';

export type RowTextFormat = 'csv' | 'ndjson' | 'json' | 'markdown';

/** One text in three pieces; `rows` is called for each batch, in order. */
export interface RowText<T> {
  readonly begin: string;
  rows(rows: readonly (readonly T[])[]): string;
  end(): string;
}

/** A part of a text, and how many rows it holds. */
export interface TextPiece {
  readonly text: string;
  readonly rows: number;
}

/** The text of batches of rows, piece by piece. */
export async function* textPieces<T>(
  batches: AsyncIterable<readonly (readonly T[])[]>,
  text: RowText<T>,
): AsyncGenerator<TextPiece, void, undefined> {
  yield { text: text.begin, rows: 0 };
  for await (const batch of batches) yield { text: text.rows(batch), rows: batch.length };
  yield { text: text.end(), rows: 0 };
}

/** All pieces as one text. */
export async function joinPieces(pieces: AsyncIterable<TextPiece>): Promise<TextPiece> {
  const texts: string[] = [];
  let rows = 0;
  for await (const piece of pieces) {
    texts.push(piece.text);
    rows += piece.rows;
  }
  return { text: texts.join(''), rows };
}

/** The text of rows in a format. A JSON document is an array of objects. */
export function rowText<T>(
  format: RowTextFormat,
  columns: readonly string[],
  forms: CellForms<T>,
): RowText<T> {
  switch (format) {
    case 'csv':
      return lines(csvLine(columns), row => csvLine(row.map((value, i) => forms.text(value, i))));
    case 'markdown':
      return lines(markdownHead(columns), row =>
        markdownLine(row.map((value, i) => forms.text(value, i))),
      );
    case 'ndjson': {
      const names = distinctNames(columns);
      return lines('', row => `${rowObject(names, row, forms)}\n`);
    }
    case 'json':
      return jsonArray(distinctNames(columns), forms);
  }
}

function lines<T>(begin: string, line: (row: readonly T[]) => string): RowText<T> {
  return { begin, rows: rows => rows.map(line).join(''), end: () => '' };
}

function jsonArray<T>(names: readonly string[], forms: CellForms<T>): RowText<T> {
  let first = true;
  return {
    begin: '[',
    rows(rows) {
      if (rows.length === 0) return '';
      const separator = first ? '\n' : ',\n';
      first = false;
      return separator + rows.map(row => rowObject(names, row, forms)).join(',\n');
    },
    end: () => (first ? ']\n' : '\n]\n'),
  };
}

function markdownHead(columns: readonly string[]): string {
  return markdownLine(columns) + markdownLine(columns.map(() => '---'));
}

/** A bar would end the cell, a line break the row. */
function markdownLine(cells: readonly (string | null)[]): string {
  const texts = cells.map(cell =>
    (cell ?? '').replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll(/\r?\n/g, '<br>'),
  );
  return `| ${texts.join(' | ')} |\n`;
}
