// The ledger: what was loaded, from which export, into which rows. It lives in the database it
// describes and is written in the same transactions as the rows.
import type { Engine, SqlValue } from '../engine/engine';
import { DataSyncError } from '../errors';
import { emptyLedger, type Ledger, type LoadedSlice } from '../plan/ledger';
import type { StepSource } from '../plan/loadPlan';
import { sliceKeyOf, sliceKinds, type SliceKey, type SliceKind } from '../plan/slice';
import type { Layout } from '../protocol/worker';
import { ledgerVersion, migrateLedger, schemaVersion } from './ledgerSchema';
import type { Statements } from './statements';
import type { SyncRun } from './syncRun';

/** A slice as the ledger has it. */
export interface SliceRecord extends LoadedSlice {
  readonly table: string;
  /** Rows of event tables lie in this range, both ends included; null where there are none or the table has no ranges. */
  readonly rowRange: { readonly first: number; readonly last: number } | null;
}

/** What replacing a slice needs to know of it. */
export interface ReplaceableSlice extends SliceRecord {
  /** Whether the last row, when it was loaded, said by its period and matchable that it belongs to the slice. */
  readonly isTold: boolean;
}

/** A slice that was loaded, or emptied. */
export interface LoadedRecord {
  readonly table: string;
  readonly status: string;
  readonly rows: number;
  readonly rowRange: { readonly first: number; readonly last: number } | null;
  /** As in `ReplaceableSlice`. */
  readonly isTold: boolean;
  readonly files: readonly LoadedFile[];
  /** The files belong to those recorded before: rows were merged, not replaced. */
  readonly keepFiles: boolean;
}

export interface LoadedFile {
  readonly path: string;
  readonly size: number;
  readonly rows: number;
}

export interface SliceFailure {
  readonly source: Pick<StepSource, 'counter' | 'exportId'>;
  readonly error: { readonly code: string; readonly message: string };
}

/** Slices whose table somebody has dropped or renamed: their rows are no longer loaded. */
const isLost = `ifnull("rows", 0) > 0 AND "table" COLLATE NOCASE NOT IN (SELECT "name" FROM sqlite_schema WHERE "type" = 'table')`;

/** What was merged by id keeps the files of every export. */
const selectRecordExports = `SELECT DISTINCT "counter" FROM "_pds_files" WHERE "kind" IN ('accounts', 'visitors')`;

/** What planning needs to know of a database; one without a ledger is empty. */
export function readLedger(engine: Engine): Ledger {
  if (ledgerVersion(engine) === 0) return emptyLedger;
  const exports = new Map<number, string>();
  for (const [counter, exportId] of engine.query('SELECT "counter", "exportId" FROM "_pds_exports"')
    .rows) {
    exports.set(Number(counter), String(exportId));
  }
  const recordExports = new Set(
    engine.query(selectRecordExports).rows.map(([counter]) => Number(counter)),
  );
  const slices = new Map<string, LoadedSlice>();
  const failed = new Set<string>();
  for (const row of engine.query(
    `SELECT "kind", "periodId", "matchableId", "counter", "exportId", "rows", "failedCounter" FROM "_pds_slices"
     WHERE NOT (${isLost})`,
  ).rows) {
    const key = keyOf(row);
    if (!key) continue;
    const name = sliceKeyOf(key);
    if (row[6] !== null) failed.add(name);
    if (row[3] === null) continue;
    const [counter, exportId, rows] = [Number(row[3]), String(row[4]), Number(row[5])];
    slices.set(name, { ...key, counter, exportId, rows });
  }
  return { exports, recordExports, slices, failed };
}

/** The layout that a database was made with; undefined when it has no ledger. */
export function readLayout(engine: Engine): Layout | undefined {
  if (ledgerVersion(engine) === 0) return undefined;
  const [row] = engine.query(`SELECT "value" FROM "_pds_meta" WHERE "key" = 'layout'`).rows;
  return row?.[0] === 'perMatchable' ? 'perMatchable' : 'consolidated';
}

/** The layout to load into: the database's own; another wish than that is `sync.layout-changed`. */
export function requireLayout(
  engine: Engine,
  wished: Layout | undefined,
  database: string,
): Layout {
  const stored = readLayout(engine);
  if (stored === undefined || wished === undefined || stored === wished) {
    return stored ?? wished ?? 'consolidated';
  }
  throw new DataSyncError(
    'sync.layout-changed',
    `${database} has the layout ${stored}, asked for is ${wished}: leave --layout out, or choose another --db folder`,
    { database, stored, wished },
  );
}

/** Creates or updates the ledger of a database; to be called inside a transaction. */
export function prepareLedger(
  engine: Engine,
  meta: Readonly<Record<string, string>> & { readonly layout: Layout },
): void {
  const isNew = ledgerVersion(engine) < schemaVersion;
  migrateLedger(engine);
  if (!isNew) return;
  for (const [key, value] of Object.entries(meta)) {
    engine.run('INSERT OR IGNORE INTO "_pds_meta" VALUES (?, ?)', [key, value]);
  }
}

/** Keeps what people call the database; a name that is not known stays what it was. */
export function nameDatabase(
  engine: Engine,
  names: Readonly<Record<'subscriptionName' | 'applicationName', string | undefined>>,
): void {
  for (const [key, value] of Object.entries(names)) {
    if (value === undefined) continue;
    engine.run('INSERT OR REPLACE INTO "_pds_meta" VALUES (?, ?)', [key, value]);
  }
}

/** Reads and writes single slices of the ledger. All writes belong into the caller's transaction. */
export class LoadHistory {
  readonly #statements: Statements;
  readonly #run: Pick<SyncRun, 'id'>;

  constructor(statements: Statements, run: Pick<SyncRun, 'id'>) {
    this.#statements = statements;
    this.#run = run;
  }

  /** Takes slices out of the ledger whose table is gone. */
  forgetLost(): void {
    const keys = '"kind", "periodId", "matchableId"';
    this.#statements.run(
      `DELETE FROM "_pds_files" WHERE (${keys}) IN (SELECT ${keys} FROM "_pds_slices" WHERE ${isLost})`,
    );
    this.#statements.run(`DELETE FROM "_pds_slices" WHERE ${isLost}`);
  }

  find(key: SliceKey): ReplaceableSlice | undefined {
    const [row] = this.#statements.get(selectSlice).iterate(keyValues(key));
    if (row?.[0] === undefined || row[0] === null) return undefined;
    const [counter, exportId, table, rows, first, last, told] = row;
    return {
      ...key,
      counter: Number(counter),
      exportId: String(exportId),
      table: String(table),
      rows: Number(rows),
      rowRange: first === null ? null : { first: Number(first), last: Number(last) },
      isTold: told === 1,
    };
  }

  /** The highest row number that the ledger knows in a table, 0 if none. */
  lastRow(table: string): number {
    const [row] = this.#statements
      .get('SELECT max("lastRow") FROM "_pds_slices" WHERE "table" = ?')
      .iterate([table]);
    return Number(row?.[0] ?? 0);
  }

  /** The slice holds what `source` brought; `failure` tells of a higher export that was tried before. */
  recordLoaded(
    key: SliceKey,
    source: StepSource,
    loaded: LoadedRecord,
    failure: SliceFailure | undefined,
  ): void {
    const { first = null, last = null } = loaded.rowRange ?? {};
    this.#statements
      .get(insertSlice)
      .run([
        ...keyValues(key),
        loaded.table,
        source.counter,
        source.exportId,
        loaded.status,
        source.expected,
        loaded.rows,
        first,
        last,
        loaded.isTold ? 1 : 0,
        this.#run.id,
        ...failureValues(failure),
      ]);
    this.#statements
      .get('INSERT OR REPLACE INTO "_pds_exports" VALUES (?, ?, ?)')
      .run([source.counter, source.exportId, this.#run.id]);
    this.#recordFiles(key, source, loaded);
  }

  /** The last try failed; what was loaded before stays and stays recorded. */
  recordFailed(key: SliceKey, failure: SliceFailure): void {
    this.#statements.get(insertFailure).run([...keyValues(key), ...failureValues(failure)]);
  }

  #recordFiles(key: SliceKey, source: StepSource, { files, keepFiles }: LoadedRecord): void {
    const values = keyValues(key);
    if (!keepFiles) this.#statements.get(deleteFiles).run(values);
    const insert = this.#statements.get(insertFile);
    for (const [position, { path, size, rows }] of files.entries()) {
      insert.run([...values, source.counter, position, source.exportId, path, size, rows]);
    }
  }
}

const sliceIs = '"kind" = ?1 AND "periodId" = ?2 AND "matchableId" = ?3';
const selectSlice = `SELECT "counter", "exportId", "table", "rows", "firstRow", "lastRow", "told" FROM "_pds_slices" WHERE ${sliceIs}`;
/** What is loaded again from the same export keeps what was before it. */
const before = (column: string, previous: string) =>
  `(SELECT iif("counter" < ?5, "${column}", "${previous}") FROM "_pds_slices" WHERE ${sliceIs})`;
const insertSlice = `INSERT OR REPLACE INTO "_pds_slices" ("kind", "periodId", "matchableId", "table", "counter", "exportId", "status", "expected", "rows", "firstRow", "lastRow", "told", "run", "failedCounter", "failedExportId", "errorCode", "error", "previousCounter", "previousRows")
  VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17, ${before('counter', 'previousCounter')}, ${before('rows', 'previousRows')})`;
const insertFailure = `INSERT INTO "_pds_slices" ("kind", "periodId", "matchableId", "failedCounter", "failedExportId", "errorCode", "error") VALUES (?,?,?,?,?,?,?)
  ON CONFLICT DO UPDATE SET "failedCounter" = excluded."failedCounter", "failedExportId" = excluded."failedExportId", "errorCode" = excluded."errorCode", "error" = excluded."error"`;
const deleteFiles = `DELETE FROM "_pds_files" WHERE ${sliceIs}`;
const insertFile =
  'INSERT OR REPLACE INTO "_pds_files" ("kind", "periodId", "matchableId", "counter", "position", "exportId", "path", "size", "rows") VALUES (?,?,?,?,?,?,?,?,?)';

/** A primary key takes no NULL: what a key does not have is the empty text. */
function keyValues({ kind, periodId, matchableId }: SliceKey): [string, string, string] {
  return [kind, periodId ?? '', matchableId ?? ''];
}

function failureValues(failure: SliceFailure | undefined): SqlValue[] {
  if (!failure) return [null, null, null, null];
  const { source, error } = failure;
  return [source.counter, source.exportId, error.code, error.message];
}

/** The key in the first three columns; undefined for a kind that this version does not know. */
export function keyOf(row: readonly SqlValue[]): SliceKey | undefined {
  const kind = sliceKinds.find((known): known is SliceKind => known === row[0]);
  if (!kind) return undefined;
  const text = (value: SqlValue | undefined) => (value ? String(value) : null);
  return { kind, periodId: text(row[1]), matchableId: text(row[2]) };
}
