// The ledger's tables, in each database beside the rows they account for.
import { DataSyncError } from '../errors';
import type { Engine } from '../engine/engine';

/** `user_version` of the databases this program writes. */
export const schemaVersion = 3;

/** What brings a database from the version of its index to the next one. */
const migrations: readonly (readonly string[])[] = [
  [
    `CREATE TABLE IF NOT EXISTS "_pds_meta" (
      "key" TEXT NOT NULL PRIMARY KEY, "value" TEXT
    ) WITHOUT ROWID`,
    `CREATE TABLE IF NOT EXISTS "_pds_runs" (
      "run" INTEGER PRIMARY KEY, "started" TEXT, "finished" TEXT, "destination" TEXT,
      "slices" INTEGER, "failed" INTEGER, "inserted" INTEGER, "deleted" INTEGER, "bytesRead" INTEGER
    )`,
    `CREATE TABLE IF NOT EXISTS "_pds_exports" (
      "counter" INTEGER PRIMARY KEY, "exportId" TEXT NOT NULL, "run" INTEGER
    )`,
    `CREATE TABLE IF NOT EXISTS "_pds_slices" (
      "kind" TEXT NOT NULL, "periodId" TEXT NOT NULL, "matchableId" TEXT NOT NULL,
      "table" TEXT, "counter" INTEGER, "exportId" TEXT, "status" TEXT,
      "expected" INTEGER, "rows" INTEGER, "firstRow" INTEGER, "lastRow" INTEGER, "run" INTEGER,
      "failedCounter" INTEGER, "failedExportId" TEXT, "errorCode" TEXT, "error" TEXT,
      PRIMARY KEY ("kind", "periodId", "matchableId")
    ) WITHOUT ROWID`,
    `CREATE INDEX IF NOT EXISTS "_pds_slices_rows" ON "_pds_slices" ("table", "lastRow")`,
    `CREATE TABLE IF NOT EXISTS "_pds_files" (
      "kind" TEXT NOT NULL, "periodId" TEXT NOT NULL, "matchableId" TEXT NOT NULL,
      "counter" INTEGER NOT NULL, "position" INTEGER NOT NULL, "exportId" TEXT NOT NULL,
      "path" TEXT NOT NULL, "size" INTEGER, "rows" INTEGER,
      PRIMARY KEY ("kind", "periodId", "matchableId", "counter", "position")
    ) WITHOUT ROWID`,
    `CREATE TABLE IF NOT EXISTS "_pds_columns" (
      "table" TEXT NOT NULL, "name" TEXT NOT NULL, "avroName" TEXT NOT NULL,
      "sqlType" TEXT, "avroType" TEXT NOT NULL,
      PRIMARY KEY ("table", "name")
    ) WITHOUT ROWID`,
    `CREATE TABLE IF NOT EXISTS "_pds_matchables" (
      "table" TEXT NOT NULL PRIMARY KEY, "type" TEXT NOT NULL, "id" TEXT NOT NULL, "name" TEXT,
      UNIQUE ("type", "id")
    ) WITHOUT ROWID`,
  ],
  // 1 where a slice's last row says that it belongs to it.
  [`ALTER TABLE "_pds_slices" ADD COLUMN "told" INTEGER`],
  // What a slice held before a later export replaced it.
  [
    `ALTER TABLE "_pds_slices" ADD COLUMN "previousCounter" INTEGER`,
    `ALTER TABLE "_pds_slices" ADD COLUMN "previousRows" INTEGER`,
  ],
];

/** The version of the database; 0 has no ledger. A newer one than ours is `engine.newer-version`. */
export function ledgerVersion(engine: Engine): number {
  const version = userVersion(engine);
  if (version <= schemaVersion) return hasLedger(engine) ? version || versionOfDump(engine) : 0;
  const [main] = engine.query('PRAGMA database_list').rows;
  const database = main?.[2] ? String(main[2]) : 'the database';
  throw new DataSyncError(
    'engine.newer-version',
    `${database} has version ${version}, this program knows versions up to ${schemaVersion}: ` +
      'update the program, or choose another --db folder',
    { version, known: schemaVersion },
  );
}

function userVersion(engine: Engine): number {
  return Number(engine.query('PRAGMA user_version').rows[0]?.[0] ?? 0);
}

/** A database that was dumped as SQL and restored has lost its number, but no column. */
function versionOfDump(engine: Engine): number {
  const sql = `SELECT "name" FROM pragma_table_info('_pds_slices')`;
  const columns = new Set(engine.query(sql).rows.map(([name]) => name));
  if (columns.has('previousRows')) return 3;
  return columns.has('told') ? 2 : 1;
}

/** Other programs number their databases too. */
function hasLedger(engine: Engine): boolean {
  const sql = `SELECT 1 FROM sqlite_schema WHERE "type" = 'table' AND "name" = '_pds_meta'`;
  return engine.query(sql).rows.length > 0;
}

/** Creates the ledger's tables or brings them up to date; to be called inside a transaction. */
export function migrateLedger(engine: Engine): void {
  for (const statements of migrations.slice(ledgerVersion(engine))) {
    for (const statement of statements) engine.run(statement);
  }
  if (userVersion(engine) !== schemaVersion) engine.run(`PRAGMA user_version = ${schemaVersion}`);
}
