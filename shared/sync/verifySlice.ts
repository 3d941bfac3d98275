// Compares one loaded slice with the files that it came from.
import { foldCase, type Column } from '../columns/columns';
import type { ColumnValue } from '../columns/columnValue';
import type { Engine } from '../engine/engine';
import { quoteName } from '../engine/sql';
import { DataSyncError } from '../errors';
import type { Layout, VerifyReport } from '../protocol/worker';
import type { AvroFiles } from './avroFiles';
import { KeyedRows } from './keyedRows';
import type { SourceFile, VerifiableSlice } from './loadedSlices';
import { readAsTable, type RowShape } from './readLoadedFiles';
import { hashRow, RowDigest } from './rowDigest';
import { keyCandidates, matchableColumn, rowColumn, splitMatchable } from './tableNames';
import { storedColumns } from './tables';

/** What a slice is compared in. */
export interface VerifyParts {
  readonly engine: Engine;
  readonly files: AvroFiles;
  readonly layout: Layout;
}

/** What came out; the caller adds the names. */
export type Verdict = Pick<VerifyReport, 'status' | 'rowsInFile' | 'rowsInTable' | 'message'>;

/** Reads files and rows of the slice again and compares their count and checksum. */
export async function verifySlice(
  slice: VerifiableSlice,
  parts: VerifyParts,
  signal: AbortSignal,
): Promise<Verdict> {
  const counters = new Set(slice.files.map(({ counter }) => counter));
  const isMerged =
    slice.kind === 'accounts' ||
    slice.kind === 'visitors' ||
    (slice.periodId === null && counters.size > 1);
  try {
    return await (isMerged
      ? verifyMerged(slice, parts, signal)
      : verifyReplaced(slice, parts, signal));
  } catch (error) {
    if (signal.aborted || !(error instanceof DataSyncError)) throw error;
    if (error.code === 'storage.not-found') {
      return { status: 'gone', rowsInFile: null, rowsInTable: slice.rows, message: error.message };
    }
    // A file that cannot be read, or a table that was changed: either way no proof.
    return {
      status: 'differs',
      rowsInFile: null,
      rowsInTable: slice.rows,
      message: `${error.code}: ${error.message}`,
    };
  }
}

/** All rows of the slice come from its files, and nothing else does. */
async function verifyReplaced(
  slice: VerifiableSlice,
  parts: VerifyParts,
  signal: AbortSignal,
): Promise<Verdict> {
  const shape = shapeOf(slice, parts);
  const inFiles = new RowDigest();
  for (const file of slice.files) {
    for await (const row of rowsOfFile(file, shape, parts.files, signal)) inFiles.add(hashRow(row));
  }
  const inTable = new RowDigest();
  for (const row of rowsOfTable(slice, shape, parts.engine)) inTable.add(hashRow(row));
  return verdict(inFiles, inTable);
}

/** Of each key that the files know, the table has the row that came last. */
async function verifyMerged(
  slice: VerifiableSlice,
  parts: VerifyParts,
  signal: AbortSignal,
): Promise<Verdict> {
  const shape = shapeOf(slice, parts);
  const key = keyIndex(slice, shape.columns);
  const firstIsWhole = slice.kind !== 'accounts' && slice.kind !== 'visitors';
  const expected = new KeyedRows({ firstIsWhole });
  let missing: string | undefined;
  let counter: number | undefined;
  for (const file of slice.files) {
    if (file.counter !== counter) expected.nextExport();
    counter = file.counter;
    try {
      for await (const row of rowsOfFile(file, shape, parts.files, signal)) {
        expected.set(row[key] ?? null, hashRow(row));
      }
    } catch (error) {
      if (!(error instanceof DataSyncError) || error.code !== 'storage.not-found') throw error;
      missing = error.message;
      // What it brought may have replaced any row that came before.
      expected.forget();
    }
  }
  const inTable = new RowDigest();
  let unknown = 0;
  for (const row of rowsOfTable(slice, shape, parts.engine)) {
    if (expected.has(row[key] ?? null)) inTable.add(hashRow(row));
    else unknown++;
  }
  const inFiles = expected.digest();
  if (missing !== undefined && inFiles.rows === 0) {
    return { status: 'gone', rowsInFile: null, rowsInTable: slice.rows, message: missing };
  }
  if (missing === undefined && unknown > 0) {
    const message = `${unknown} rows of the table are in none of the files`;
    const rowsInTable = inTable.rows + unknown;
    return { status: 'differs', rowsInFile: inFiles.rows, rowsInTable, message };
  }
  return verdict(inFiles, inTable);
}

function verdict(inFiles: RowDigest, inTable: RowDigest): Verdict {
  const counts = { rowsInFile: inFiles.rows, rowsInTable: inTable.rows };
  if (inFiles.equals(inTable)) return { status: 'ok', ...counts };
  const message =
    inFiles.rows === inTable.rows
      ? 'the rows are as many, but not the same'
      : `the files hold ${inFiles.rows} rows, the table ${inTable.rows}`;
  return { status: 'differs', ...counts, message };
}

async function* rowsOfFile(
  file: SourceFile,
  shape: RowShape,
  files: AvroFiles,
  signal: AbortSignal,
): AsyncGenerator<readonly ColumnValue[]> {
  const open = await files.take(file);
  try {
    yield* readAsTable(open.container, shape, signal);
  } finally {
    await open.close();
  }
}

function* rowsOfTable(
  { table, periodId, rowRange }: VerifiableSlice,
  { columns, matchable }: RowShape,
  engine: Engine,
): Generator<readonly ColumnValue[]> {
  // A slice without rows has no range, and may have no table.
  if (periodId !== null && rowRange === null) return;
  const names = columns.map(({ name }) => quoteName(name));
  if (matchable !== undefined) names.unshift(quoteName(matchableColumn));
  const range = rowRange ? ` WHERE ${quoteName(rowColumn)} BETWEEN ? AND ?` : '';
  const statement = engine.prepare(
    `SELECT ${names.join(', ') || 'NULL'} FROM ${quoteName(table)}${range}`,
  );
  try {
    const rows = statement.iterate(rowRange ? [rowRange.first, rowRange.last] : []);
    for (const row of rows) yield names.length === 0 ? [] : row;
  } finally {
    statement.finalize();
  }
}

function shapeOf(
  { table, matchableId }: VerifiableSlice,
  { engine, layout }: VerifyParts,
): RowShape {
  const columns = storedColumns(engine, table);
  // In a table of its own a matchable is known by the table's name.
  const matchable =
    matchableId === null || layout === 'perMatchable' ? undefined : splitMatchable(matchableId).id;
  return { columns, matchable };
}

function keyIndex(slice: VerifiableSlice, columns: readonly Column[]): number {
  for (const candidate of keyCandidates(slice)) {
    const index = columns.findIndex(({ name }) => foldCase(name) === foldCase(candidate));
    if (index >= 0) return index;
  }
  return 0;
}
