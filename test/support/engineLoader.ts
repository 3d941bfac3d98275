// The real thing for random walks: plan and apply over Avro files in memory and a database of sql.js.
import assert from 'node:assert/strict';
import path from 'node:path';

import { containerBytes } from '../../shared/avro/writeContainer';
import type { Engine, SqlValue } from '../../shared/engine/engine';
import { quoteName } from '../../shared/engine/sql';
import type { SqlJsEngines } from '../../shared/engine/sqlJs/createSqlJsEngines';
import type { Selection } from '../../shared/plan/loadPlan';
import { planLoad } from '../../shared/plan/planLoad';
import type { Layout } from '../../shared/protocol/worker';
import { applyPlan } from '../../shared/sync/applyPlan';
import { readLedger } from '../../shared/sync/loadHistory';
import { tableOfKind } from '../../shared/sync/tableNames';
import type { SeededRandom } from '../../shared/util/seededRandom';
import type { TableFile, TestColumn } from './exportRows';
import type { ExportWorld } from './exportWorld';
import { eventsTarget } from './manifestBuilder';
import { createMemoryStore } from './memoryStore';
import type { Row } from './oracle';
import type { WalkedLoader } from './randomWalk';

interface EngineLoaderOptions {
  readonly engines: SqlJsEngines;
  readonly layout: Layout;
  /** Folder for the database, which is then opened anew for each run; undefined keeps it in memory. */
  readonly folder: string | undefined;
  readonly random: SeededRandom;
}

/** Opens a loader on a new database. */
export async function openEngineLoader(options: EngineLoaderOptions): Promise<WalkedLoader> {
  const loader = new EngineLoader(options);
  await loader.open();
  return loader;
}

class EngineLoader implements WalkedLoader {
  readonly #options: EngineLoaderOptions;
  readonly #file: string | undefined;
  readonly #store = createMemoryStore();
  readonly #stored = new Map<string, string>();
  /** Tables at which a stranger was: the ledger's ranges no longer tell the truth about them. */
  readonly #disturbed = new Set<string>();
  #engine: Engine | undefined;

  constructor(options: EngineLoaderOptions) {
    this.#options = options;
    this.#file = options.folder && path.join(options.folder, 'söme app', 'a.sqlite');
  }

  async open(): Promise<void> {
    const file = this.#file;
    const location = file === undefined ? {} : { file };
    this.#engine = await this.#options.engines.open({ ...location, mode: 'readWrite' });
  }

  get #open(): Engine {
    if (!this.#engine) throw new Error('the loader is closed');
    return this.#engine;
  }

  async sync(world: ExportWorld, selection: Selection): Promise<number> {
    if (this.#file !== undefined && this.#options.random.chance(0.5)) {
      await this.close();
      await this.open();
    }
    this.#upload(world);
    const { manifest } = world;
    const target = { ...eventsTarget, family: manifest.family };
    const plan = planLoad(manifest, target, readLedger(this.#open), selection);
    const { layout } = this.#options;
    await applyPlan(
      plan,
      { store: this.#store, engine: this.#open },
      { layout, counts: 'strict' },
      new AbortController().signal,
    );
    this.#checkRanges();
    return plan.steps.length;
  }

  async tables(): Promise<ReadonlyMap<string, readonly Row[]>> {
    const kinds = ['allEvents', 'pages', 'features', 'trackTypes', 'guides'] as const;
    const people = ['accounts', 'visitors', 'metadataSchema'] as const;
    const tables = new Map<string, Row[]>();
    for (const kind of [...kinds, ...people]) {
      const table = tableOfKind(kind, this.#options.layout);
      const rows = table === null ? [] : this.#rows(table);
      if (rows.length > 0) tables.set(kind, rows);
    }
    return this.#options.layout === 'consolidated'
      ? this.#addMatchedByColumn(tables)
      : this.#addMatchedByTable(tables);
  }

  async ledger(): ReturnType<WalkedLoader['ledger']> {
    return readLedger(this.#open);
  }

  async vacuum(): Promise<void> {
    this.#open.run('VACUUM');
  }

  async deleteRows(table: string, keyColumn: string, keys: readonly string[]): Promise<void> {
    const place = this.#placeOf(table);
    this.#disturbed.add(place.table);
    for (const key of keys) {
      const condition = place.matchable === null ? '' : ' AND "matchableId" = ?2';
      this.#open.run(
        `DELETE FROM ${quoteName(place.table)} WHERE ${quoteName(keyColumn)} = ?1${condition}`,
        place.matchable === null ? [key] : [key, place.matchable],
      );
    }
  }

  async insertRow(table: string, row: Row): Promise<void> {
    const place = this.#placeOf(table);
    this.#disturbed.add(place.table);
    const full = {
      ...row,
      ...(place.matchable === null ? {} : { matchableId: place.matchable }),
    };
    const names = Object.keys(full).map(quoteName).join(', ');
    const marks = Object.keys(full).map(() => '?');
    this.#open.run(
      `INSERT INTO ${quoteName(place.table)} (${names}) VALUES (${marks.join(', ')})`,
      Object.values(full),
    );
  }

  async close(): Promise<void> {
    const [check] = this.#open.query('PRAGMA integrity_check').rows;
    assert.deepEqual(check, ['ok']);
    this.#open.close();
    this.#engine = undefined;
  }

  /** Makes the store hold what the world holds, faults included. */
  #upload(world: ExportWorld): void {
    for (const [name, file] of world.files) {
      const fault = world.faults.get(name);
      const state = fault === 'missing' || fault === 'corrupt' ? fault : 'sound';
      if (this.#stored.get(name) === state) continue;
      this.#stored.set(name, state);
      const location = `${eventsTarget.folder}/${name}`;
      if (state === 'missing') this.#store.remove(location);
      else this.#store.put(location, state === 'sound' ? this.#avro(file) : this.#damaged(file));
    }
  }

  #avro(file: TableFile): Uint8Array {
    const { columns, rows, matchableId } = file;
    const own = matchableId === undefined ? [] : [{ name: 'matchableId', type: 'string' }];
    const fields = [...own, ...columns.map(({ name, type }) => ({ name, type: avroTypes[type] }))];
    const codec = this.#options.random.pick(['null', 'deflate', 'snappy', 'zstandard'] as const);
    const values = rows.map(row => {
      const value = Object.fromEntries(
        columns.map(column => [column.name, avroValue(column, row)]),
      );
      return matchableId === undefined ? value : { matchableId, ...value };
    });
    return containerBytes(
      { schema: { type: 'record', name: 'Event', fields }, codec, blockBytes: 60 },
      values,
    );
  }

  /** The magic is wrong, or the end is missing: a few bytes, or half. */
  #damaged(file: TableFile): Uint8Array {
    const bytes = this.#avro(file);
    const which = this.#options.random.below(3);
    if (which === 0) return new TextEncoder().encode('<html>');
    return bytes.slice(0, which === 1 ? -5 : Math.floor(bytes.length / 2));
  }

  #rows(table: string): Row[] {
    const exists = this.#open.query('SELECT 1 FROM sqlite_schema WHERE type = ? AND name = ?', [
      'table',
      table,
    ]);
    if (exists.rows.length === 0) return [];
    const { columns, rows } = this.#open.query(`SELECT * FROM ${quoteName(table)}`);
    return rows.map(values => {
      const row = Object.fromEntries(columns.map((name, i) => [name, rowValue(values[i] ?? null)]));
      delete row['_row'];
      return row;
    });
  }

  #addMatchedByColumn(tables: Map<string, Row[]>): Map<string, Row[]> {
    for (const type of ['Page', 'Feature', 'TrackType'] as const) {
      for (const row of this.#rows(tableOfKind(`matched${type}`, 'consolidated') ?? '')) {
        const { matchableId, ...rest } = row;
        const id = `${type}/${matchableId}`;
        tables.set(id, [...(tables.get(id) ?? []), rest]);
      }
    }
    return tables;
  }

  #addMatchedByTable(tables: Map<string, Row[]>): Map<string, Row[]> {
    for (const [id, table] of this.#matchableTables()) {
      const rows = this.#rows(table).map(row => {
        const { matchableId, ...rest } = row;
        assert.ok(
          matchableId === undefined || matchableId === null || id.endsWith(`/${matchableId}`),
          `${table} holds a row of ${matchableId}`,
        );
        return rest;
      });
      if (rows.length > 0) tables.set(id, rows);
    }
    return tables;
  }

  #matchableTables(): Map<string, string> {
    const exists = this.#open.query(
      `SELECT 1 FROM sqlite_schema WHERE name = '_pds_matchables'`,
    ).rows;
    if (exists.length === 0) return new Map();
    const { rows } = this.#open.query('SELECT "type", "id", "table" FROM "_pds_matchables"');
    return new Map(
      rows.map(([type, id, table]) => [`${String(type)}/${String(id)}`, String(table)]),
    );
  }

  /** Where the rows lie that the oracle keeps under this name. */
  #placeOf(table: string): { table: string; matchable: string | null } {
    const [type, id] = table.split('/');
    const matched = (['Page', 'Feature', 'TrackType'] as const).find(each => each === type);
    if (matched && id !== undefined) {
      const shared = tableOfKind(`matched${matched}`, this.#options.layout);
      if (shared !== null) return { table: shared, matchable: id };
      return { table: this.#matchableTables().get(table) ?? '', matchable: null };
    }
    const kinds = ['allEvents', 'pages', 'features', 'trackTypes', 'guides'] as const;
    const people = ['accounts', 'visitors', 'metadataSchema'] as const;
    const kind = [...kinds, ...people].find(each => each === table);
    return { table: (kind && tableOfKind(kind, this.#options.layout)) ?? '', matchable: null };
  }

  /** Each slice's range of rows holds as many rows as the ledger says, and no other slice's. */
  #checkRanges(): void {
    const exists = this.#open.query(`SELECT 1 FROM sqlite_schema WHERE name = '_pds_slices'`).rows;
    if (exists.length === 0) return;
    const { rows } = this.#open.query(
      'SELECT "table", "periodId", "rows", "firstRow", "lastRow" FROM "_pds_slices" WHERE "firstRow" IS NOT NULL',
    );
    for (const [table, periodId, count, first, last] of rows) {
      if (this.#disturbed.has(String(table))) continue;
      const found = this.#open.query(
        `SELECT count(*) FROM ${quoteName(String(table))} WHERE "_row" BETWEEN ?1 AND ?2 AND "periodId" = ?3`,
        [first ?? null, last ?? null, String(periodId).slice(0, 10)],
      ).rows[0]?.[0];
      assert.equal(found, count, `rows ${String(first)} to ${String(last)} of ${String(table)}`);
    }
  }
}

const avroTypes: Readonly<Record<TestColumn['type'], unknown>> = {
  date: { type: 'int', logicalType: 'date' },
  string: 'string',
  nullableLong: ['null', 'long'],
  timestamp: { type: 'long', logicalType: 'timestamp-millis' },
  nullableString: ['null', 'string'],
};

/** What goes into the file for the value that the table will show. */
function avroValue({ name, type }: TestColumn, row: Row): string | number | null {
  const value = row[name] ?? null;
  if (type === 'date') return Date.parse(`${value}T00:00:00Z`) / 86_400_000;
  return type === 'timestamp' ? Date.parse(String(value)) : value;
}

function rowValue(value: SqlValue): string | number | null {
  if (value instanceof Uint8Array || typeof value === 'bigint') {
    throw new Error('no value of the walk is a blob or beyond 2^53');
  }
  return value;
}
