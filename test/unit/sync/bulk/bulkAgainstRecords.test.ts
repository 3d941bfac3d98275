// The bulk path against the ordinary one: decoded records, converted value by value, bound one by one.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import avsc from 'avsc';

import { isRecordValue, type AvroValue } from '../../../../shared/avro/avroValue';
import { bytesSource } from '../../../../shared/avro/byteSource';
import { openContainer, type Container } from '../../../../shared/avro/container';
import { readRecords } from '../../../../shared/avro/readRecords';
import { ContainerWriter, exactType } from '../../../../shared/avro/writeContainer';
import { columnsOf, type Column } from '../../../../shared/columns/columns';
import { columnValue, type ColumnValue } from '../../../../shared/columns/columnValue';
import type { Engine } from '../../../../shared/engine/engine';
import { quoteName } from '../../../../shared/engine/sql';
import { createSqlJsEngines } from '../../../../shared/engine/sqlJs/createSqlJsEngines';
import { DataSyncError } from '../../../../shared/errors';
import { RowLoader } from '../../../../shared/sync/rowLoader';
import { SeededRandom } from '../../../../shared/util/seededRandom';
import { randomRecord } from '../../../support/randomSchema';
import { scaled } from '../../../support/randomScale';

test('random rows of random schemas arrive as the ordinary path binds them', async () => {
  const engines = await createSqlJsEngines();
  const seeds = scaled(3000);
  for (let seed = 1; seed <= seeds; seed++) {
    const random = new SeededRandom(seed);
    const engine = await engines.open({ mode: 'readWrite' });
    const container = await randomFile(random);
    const columns = columnsOf(container.type);
    try {
      await loadRecords(engine, container, columns);
      const expected = rowsOf(engine, 'records', columns);
      for (const way of ways) {
        await loadBulk(engine, container, columns, way);
        assert.deepEqual(rowsOf(engine, way, columns), expected, way);
      }
    } catch (cause) {
      throw new Error(`seed ${seed}: ${container.schemaText}: ${String(cause)}`, { cause });
    } finally {
      engine.close();
    }
  }
});

test('one number after another in two branches of a union is written as each branch shows it', async () => {
  const date = { type: 'int', logicalType: 'date' };
  const timestamp = { type: 'long', logicalType: 'timestamp-millis' };
  const fields = [
    { name: 'a', type: [date, 'long'] },
    { name: 'b', type: [date, timestamp] },
  ];
  const writer = new ContainerWriter({ schema: { type: 'record', name: 'Row', fields } });
  for (const branch of [0, 2, 0]) writer.appendEncoded(Uint8Array.of(branch, 10, branch, 10));
  const container = await openContainer(bytesSource(writer.finish()));
  const columns = columnsOf(container.type);
  const engine = await (await createSqlJsEngines()).open({ mode: 'readWrite' });
  for (const way of ways) {
    await loadBulk(engine, container, columns, way);
    assert.deepEqual(engine.query(`SELECT "a", "b" FROM "${way}" ORDER BY "_row"`).rows, [
      ['1970-01-06', '1970-01-06'],
      [5, '1970-01-01T00:00:00.005Z'],
      ['1970-01-06', '1970-01-06'],
    ]);
  }
  engine.close();
});

test('damaged blocks are refused by both paths or read alike', async () => {
  const engines = await createSqlJsEngines();
  const seeds = scaled(5000);
  for (let seed = 1; seed <= seeds; seed++) {
    const random = new SeededRandom(seed);
    const engine = await engines.open({ mode: 'readWrite' });
    const container = await randomFile(random, bytes => damage(bytes, random));
    const columns = columnsOf(container.type);
    try {
      const expected = await codeOf(loadRecords(engine, container, columns));
      for (const way of ways) {
        assert.equal(await codeOf(loadBulk(engine, container, columns, way)), expected, way);
        if (expected !== 'loaded') continue;
        assert.deepEqual(rowsOf(engine, way, columns), rowsOf(engine, 'records', columns), way);
      }
    } catch (cause) {
      throw new Error(`seed ${seed}: ${container.schemaText}: ${String(cause)}`, { cause });
    } finally {
      engine.close();
    }
  }
});

/** Changes some bytes of a row. */
function damage(bytes: Buffer, random: SeededRandom): void {
  if (bytes.length === 0 || random.chance(0.5)) return;
  for (let changes = random.between(1, 4); changes > 0; changes--) {
    bytes[random.below(bytes.length)] = random.pick([0, 1, 127, 128, 255, random.below(256)]);
  }
}

/** `loaded`, or the code of the DataSyncError. */
async function codeOf(load: Promise<void>): Promise<string> {
  try {
    await load;
    return 'loaded';
  } catch (error) {
    if (error instanceof DataSyncError) return error.code;
    throw error;
  }
}

async function randomFile(
  random: SeededRandom,
  change: (row: Buffer) => void = () => undefined,
): Promise<Container> {
  const { schema, rows } = randomRecord(random);
  const type = avsc.Type.forSchema(withoutLogicalTypes(schema), {
    wrapUnions: true,
    registry: { long: exactType('long') },
  });
  const writer = new ContainerWriter({ schema, blockBytes: random.pick([1, 200, 64000]) });
  for (const row of rows(random.between(0, 40))) {
    const encoded = type.toBuffer(row);
    change(encoded);
    writer.appendEncoded(encoded);
  }
  return openContainer(bytesSource(writer.finish()));
}

/** avsc takes another long in the place of its own only where no logical type stands at it. */
function withoutLogicalTypes(schema: unknown): avsc.Schema {
  const text = JSON.stringify(schema, (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('logicalType' in value)) return value;
    const { logicalType, ...plain } = value;
    return 'size' in plain || !('type' in plain) || logicalType === undefined ? plain : plain.type;
  });
  return JSON.parse(text) as avsc.Schema;
}

/** The names of the tables, too. */
const ways = ['bound', 'pages'] as const;
type Way = (typeof ways)[number];

async function loadBulk(
  engine: Engine,
  container: Container,
  columns: readonly Column[],
  way: Way,
): Promise<void> {
  createTable(engine, way, columns);
  const loader = new RowLoader(engine, { pagesFrom: way === 'pages' ? 0 : Infinity });
  const placed = columns.map(column => ({ type: column.type, column }));
  const placement = { table: way, rowColumn: '_row', constantColumn: undefined, columns: placed };
  const file = { size: 0, container, close: async () => undefined };
  const target = { placement, firstRow: 1, constant: null, onBlock: () => undefined };
  try {
    await engine.transaction(() => loader.load(file, target, new AbortController().signal));
  } finally {
    loader.endTransaction();
    loader.dispose();
  }
}

async function loadRecords(engine: Engine, container: Container, columns: readonly Column[]) {
  createTable(engine, 'records', columns);
  const marks = columns.map(() => '?').join(', ');
  const names = columns.map(({ name }) => quoteName(name)).join(', ');
  const insert = engine.prepare(`INSERT INTO "records" (${names}) VALUES (${marks})`);
  for await (const { rows } of readRecords(container, { branches: true })) {
    for (const row of rows) insert.run(valuesOf(row, columns));
  }
  insert.finalize();
}

function valuesOf(row: AvroValue, columns: readonly Column[]): ColumnValue[] {
  assert.ok(isRecordValue(row));
  return columns.map(({ avroName, type }) => columnValue(row[avroName] ?? null, type));
}

function createTable(engine: Engine, table: string, columns: readonly Column[]): void {
  const declared = columns.map(({ name, sqlType }) => `${quoteName(name)} ${sqlType ?? ''}`);
  engine.run(`CREATE TABLE "${table}" ("_row" INTEGER PRIMARY KEY, ${declared.join(', ')})`);
}

/** Values and their storage classes; a double in a column without type may be stored as an integer. */
function rowsOf(engine: Engine, table: string, columns: readonly Column[]) {
  const wanted = columns.flatMap(({ name, sqlType }) => {
    const column = quoteName(name);
    const type =
      sqlType === null ? `replace(typeof(${column}), 'real', 'integer')` : `typeof(${column})`;
    return [column, type];
  });
  return engine.query(`SELECT ${wanted.join(', ')} FROM "${table}" ORDER BY "_row"`).rows;
}
