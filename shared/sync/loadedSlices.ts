// The ledger as verification reads it: every loaded slice with the files that its rows came from.
import type { Engine } from '../engine/engine';
import { sliceKeyOf, type SliceKey } from '../plan/slice';
import { keyOf, type SliceRecord } from './loadHistory';

/** A slice and its files, in the order in which they were loaded. */
export interface VerifiableSlice extends SliceRecord {
  readonly files: readonly SourceFile[];
}

export interface SourceFile {
  readonly counter: number;
  readonly exportId: string;
  /** Relative to the export's folder. */
  readonly path: string;
}

/** All slices that hold what some export brought. */
export function readLoadedSlices(engine: Engine): VerifiableSlice[] {
  const files = readFiles(engine);
  const { rows } = engine.query(
    `SELECT "kind", "periodId", "matchableId", "counter", "exportId", "table", "rows", "firstRow", "lastRow"
     FROM "_pds_slices" WHERE "counter" IS NOT NULL ORDER BY "kind", "periodId", "matchableId"`,
  );
  return rows.flatMap(row => {
    const key = keyOf(row);
    if (!key) return [];
    const [counter, exportId, table, count, first, last] = row.slice(3);
    return [
      {
        ...key,
        counter: Number(counter),
        exportId: String(exportId),
        table: String(table),
        rows: Number(count),
        rowRange: first === null ? null : { first: Number(first), last: Number(last) },
        files: files.get(sliceKeyOf(key)) ?? [],
      },
    ];
  });
}

function readFiles(engine: Engine): Map<string, SourceFile[]> {
  const files = new Map<string, SourceFile[]>();
  const { rows } = engine.query(
    `SELECT "kind", "periodId", "matchableId", "counter", "exportId", "path"
     FROM "_pds_files" ORDER BY "counter", "position"`,
  );
  for (const row of rows) {
    const key: SliceKey | undefined = keyOf(row);
    if (!key) continue;
    const name = sliceKeyOf(key);
    const list = files.get(name) ?? [];
    files.set(name, list);
    list.push({ counter: Number(row[3]), exportId: String(row[4]), path: String(row[5]) });
  }
  return files;
}
