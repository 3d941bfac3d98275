// The conditions of a filter as SQL over the table of a result, with the meaning that they have in the preview: columns of
// numbers are compared as numbers, all others by the text that a cell shows.
import type { Engine } from '../../engine/engine';
import { DataSyncError } from '../../errors';
import type { FilterCondition } from '../../protocol/avroPreview';
import type { ResultColumn } from '../../protocol/queryGrid';
import { sqlCells } from '../../rows/sqlCells';
import { wantedNumber } from '../wantedNumber';

const functions = {
  /** A real as its cell shows it, from all of its digits. */
  pds_real: (digits: string) => sqlCells.text(numberOf(digits), 0) ?? '',
  pds_blob: (hex: string) => sqlCells.text(Buffer.from(hex, 'hex'), 0) ?? '',
  /** Beyond ASCII, which SQLite's lower() leaves alone. */
  pds_fold: (text: string) => text.toLowerCase(),
} as const;

/** Makes known to a connection what these conditions call. */
export function addConditionFunctions(engine: Engine): void {
  for (const [name, body] of Object.entries(functions)) engine.addTextFunction(name, body);
}

/** SQL that is true for the rows that are kept; `c0`, `c1`, … are the columns, which conditions name by their place. */
export function conditionSql(
  conditions: readonly FilterCondition[],
  columns: readonly ResultColumn[],
): string {
  if (conditions.length === 0) return 'true';
  return conditions.map(condition => `(${termOf(condition, columns)})`).join(' AND ');
}

/** The text that a cell shows. */
export function shownText(cell: string): string {
  return `CASE typeof(${cell}) WHEN 'text' THEN ${cell} WHEN 'integer' THEN CAST(${cell} AS TEXT)
    WHEN 'real' THEN pds_real(printf('%!.17g', ${cell})) WHEN 'blob' THEN pds_blob(hex(${cell})) END`;
}

function termOf(condition: FilterCondition, columns: readonly ResultColumn[]): string {
  const { operator, value } = condition;
  const place = Number(condition.column);
  const column = columns[place];
  if (!column) {
    throw new DataSyncError('preview.bad-filter', `the result has no column ${condition.column}`);
  }
  const cell = `c${place}`;
  switch (operator) {
    case 'isNull':
      return `${cell} IS NULL`;
    case 'isNotNull':
      return `${cell} IS NOT NULL`;
    case 'contains':
      return partTerm(cell, value, '>= 1');
    case 'startsWith':
      return partTerm(cell, value, '= 1');
    default:
      return column.isNumber
        ? numberTerm(cell, signs[operator], wantedNumber({ column: column.name, value }))
        : `${shownText(cell)} ${signs[operator]} ${textLiteral(value)}`;
  }
}

const signs = {
  equals: '=',
  differs: '<>',
  less: '<',
  atMost: '<=',
  greater: '>',
  atLeast: '>=',
} as const;

/** A cell that is no number fulfils nothing, but to be another. */
function numberTerm(cell: string, sign: string, wanted: number | bigint): string {
  const isNumber = `typeof(${cell}) IN ('integer', 'real')`;
  const compared = `${cell} ${sign} ${numberLiteral(wanted)}`;
  return sign === '<>'
    ? `CASE WHEN ${isNumber} THEN ${compared} ELSE ${cell} IS NOT NULL END`
    : `${isNumber} AND ${compared}`;
}

/** Without regard to case, in all alphabets; texts of ASCII alone need no function in JavaScript. */
function partTerm(cell: string, value: string, found: string): string {
  const wanted = textLiteral(value.toLowerCase());
  const isPlain = `typeof(${cell}) IN ('text', 'integer') AND octet_length(${cell}) = length(${cell})`;
  return `CASE WHEN ${isPlain} THEN instr(lower(${cell}), ${wanted}) ${found}
    ELSE instr(pds_fold(${shownText(cell)}), ${wanted}) ${found} END`;
}

function numberLiteral(wanted: number | bigint): string {
  if (wanted === Infinity) return '9e999';
  return wanted === -Infinity ? '-9e999' : String(wanted);
}

/** Without an affinity, which would change what it is compared with. */
function textLiteral(text: string): string {
  if (!text.includes('\0')) return `'${text.replaceAll("'", "''")}'`;
  return `(+CAST(x'${Buffer.from(text).toString('hex')}' AS TEXT))`;
}

/** SQLite writes infinities in its own way. */
function numberOf(digits: string): number {
  if (/^[+-]?Inf/.test(digits)) return digits.startsWith('-') ? -Infinity : Infinity;
  return Number(digits);
}
