// What is known of one try to load a slice from one export, and the status that it comes to.
import type { StepSource } from '../plan/loadPlan';
import type { LoadedFile, SliceFailure } from './loadHistory';
import type { SliceReport } from './report';
import type { Placement } from './tables';

/** What became of a source, also when it failed midway. */
export interface Attempt {
  readonly table: string;
  inFile: number | null;
  deleted: number;
  merged: boolean;
  rowRange: { readonly first: number; readonly last: number } | null;
  readonly files: LoadedFile[];
  /** Columns that each of the files fills; undefined before the first. */
  columns: readonly string[] | undefined;
}

/** A try of which nothing has happened yet. */
export function newAttempt(table: string): Attempt {
  return {
    table,
    inFile: null,
    deleted: 0,
    merged: false,
    rowRange: null,
    files: [],
    columns: undefined,
  };
}

/** The columns that a file fills, as far as the files before it do. */
export function commonColumns(
  known: readonly string[] | undefined,
  { columns }: Placement,
): readonly string[] {
  const names = columns.flatMap(({ column }) => (column ? [column.name] : []));
  return known ? names.filter(name => known.includes(name)) : names;
}

/** Whether rows are promised: a slice without files says that it has none, or says nothing. */
export function isPromised(expected: number | null): expected is number {
  return expected !== null && expected > 0;
}

/** How a source that was loaded is reported. */
export function statusOf(
  { expected, files }: StepSource,
  { inFile }: Attempt,
  failure: SliceFailure | undefined,
): SliceReport['status'] {
  if (failure) return 'loadedFallback';
  if (files.length === 0) return isPromised(expected) ? 'loadedWithMismatch' : 'deleted';
  return expected === null || expected === inFile ? 'loaded' : 'loadedWithMismatch';
}
