// The conditions of a filter, compiled: numbers are compared as numbers, times and all else as they are shown.
import type { AvroValue } from '../../avro/avroValue';
import { DataSyncError } from '../../errors';
import type { FilterCondition, FilterOperator } from '../../protocol/avroPreview';
import { exactNumber, wantedNumber } from '../wantedNumber';
import { wholeText } from './cellText';
import type { TypedColumn } from './previewColumns';
import { valueOf } from './previewColumns';

/** Whether a row is kept. */
export type RowTest = (row: AvroValue) => boolean;

/** One test for all conditions; a number that is none is `preview.bad-filter`. */
export function compileConditions(
  conditions: readonly FilterCondition[],
  columns: readonly TypedColumn[],
  raw: boolean,
): RowTest {
  const tests = conditions.map(condition => compile(condition, columns, raw));
  return row => tests.every(test => test(row));
}

function compile(
  condition: FilterCondition,
  columns: readonly TypedColumn[],
  raw: boolean,
): RowTest {
  const { column: name, operator } = condition;
  const column = columns.find(each => each.name === name);
  if (!column) throw bad(`the file has no column "${name}"`, condition);
  const cell = (row: AvroValue) => wholeText(valueOf(row, name), column, raw);
  if (operator === 'isNull') return row => cell(row) === null;
  if (operator === 'isNotNull') return row => cell(row) !== null;
  const test =
    isNumeric(column, raw) && operator !== 'contains' && operator !== 'startsWith'
      ? numberTest(condition)
      : textTest(operator, condition.value);
  // As in SQL, a missing value fulfils no comparison.
  return row => {
    const text = cell(row);
    return text !== null && test(text);
  };
}

function isNumeric({ shown }: TypedColumn, raw: boolean): boolean {
  return shown.kind === 'number' || (raw && shown.kind === 'time');
}

function numberTest(condition: FilterCondition): (text: string) => boolean {
  const wanted = wantedNumber(condition);
  const compared = comparison(condition.operator);
  return text => {
    const found = exactNumber(text);
    return compared(found < wanted ? -1 : found > wanted ? 1 : isNumber(found) ? 0 : NaN);
  };
}

function isNumber(value: number | bigint): boolean {
  return typeof value === 'bigint' || !Number.isNaN(value);
}

function textTest(operator: FilterOperator, value: string): (text: string) => boolean {
  if (operator === 'contains') {
    const wanted = value.toLowerCase();
    return text => text.toLowerCase().includes(wanted);
  }
  if (operator === 'startsWith') {
    const wanted = value.toLowerCase();
    return text => text.toLowerCase().startsWith(wanted);
  }
  const compared = comparison(operator);
  return text => compared(text < value ? -1 : text > value ? 1 : 0);
}

function comparison(operator: FilterOperator): (order: number) => boolean {
  switch (operator) {
    case 'equals':
      return order => order === 0;
    case 'differs':
      return order => order !== 0;
    case 'less':
      return order => order < 0;
    case 'atMost':
      return order => order <= 0;
    case 'greater':
      return order => order > 0;
    case 'atLeast':
      return order => order >= 0;
    case 'contains':
    case 'startsWith':
    case 'isNull':
    case 'isNotNull':
      throw new DataSyncError('internal', `${operator} is no comparison`);
  }
}

function bad(text: string, { column }: FilterCondition): DataSyncError {
  return new DataSyncError('preview.bad-filter', `filter on ${column}: ${text}`, { column });
}
