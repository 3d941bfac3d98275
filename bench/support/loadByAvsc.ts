// The rivals, one measured run in a process of its own: avsc's stream into prepared inserts.
// Arguments: `sql.js` or `better-sqlite3`, Avro file, database file. Prints one line of JSON.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

import avsc from 'avsc';
import initSqlJs from 'sql.js';

import { quoteName } from '../../shared/engine/sql';
import { peakMemory } from './peakMemory';

type Row = Readonly<Record<string, unknown>>;

interface RivalTable {
  insert(values: unknown[]): void;
  finish(): void;
}

interface RivalField {
  readonly name: string;
  readonly type: unknown;
}

async function main([rival = '', avro = '', database = '']: readonly string[]): Promise<void> {
  const start = performance.now();
  const open = rival === 'sql.js' ? openSqlJs : openBetterSqlite;
  const decoder = avsc.createFileDecoder(avro);
  let table: RivalTable | undefined;
  let names: string[] = [];
  let rows = 0;
  await new Promise<void>((resolve, reject) => {
    const opened = new Promise<void>(ready => {
      decoder.on('metadata', (type: avsc.Type) => {
        const { fields } = type.schema() as unknown as { fields: readonly RivalField[] };
        names = fields.map(({ name }) => name);
        void open(fields, database).then(value => {
          table = value;
          ready();
        }, reject);
      });
    });
    void opened.then(() => {
      decoder.on('data', (row: Row) => {
        table?.insert(names.map(name => row[name]));
        rows++;
      });
      decoder.on('end', resolve);
      decoder.on('error', reject);
    });
  });
  table?.finish();
  const milliseconds = performance.now() - start;
  const maxRss = peakMemory();
  console.log(JSON.stringify({ milliseconds, maxRss, rows }));
}

async function openSqlJs(fields: readonly RivalField[], file: string): Promise<RivalTable> {
  const { Database } = await (initSqlJs as unknown as () => Promise<SqlJsLibrary>)();
  const database = new Database();
  database.run(`BEGIN; ${createTable(fields)}`);
  const statement = database.prepare(insertInto(fields));
  return {
    insert: values =>
      statement.run(values.map(value => (typeof value === 'boolean' ? Number(value) : value))),
    finish() {
      statement.free();
      database.run('COMMIT');
      writeFileSync(file, database.export());
      database.close();
    },
  };
}

async function openBetterSqlite(fields: readonly RivalField[], file: string): Promise<RivalTable> {
  const modules = process.env['PDS_BENCH_MODULES'] ?? '';
  const load = createRequire(path.join(modules, 'any.js'));
  const Database = load('better-sqlite3') as new (file: string) => BetterSqlite;
  const database = new Database(file);
  database.exec(`BEGIN; ${createTable(fields)}`);
  const statement = database.prepare(insertInto(fields));
  return {
    insert: values =>
      void statement.run(values.map(value => (typeof value === 'boolean' ? Number(value) : value))),
    finish() {
      database.exec('COMMIT');
      database.close();
    },
  };
}

interface SqlJsLibrary {
  readonly Database: new () => {
    run(sql: string): void;
    prepare(sql: string): { run(values: unknown[]): void; free(): void };
    export(): Uint8Array;
    close(): void;
  };
}

interface BetterSqlite {
  exec(sql: string): void;
  prepare(sql: string): { run(values: unknown[]): unknown };
  close(): void;
}

function createTable(fields: readonly RivalField[]): string {
  return `CREATE TABLE "ALLEVENTS" (${fields.map(({ name }) => quoteName(name)).join(', ')})`;
}

function insertInto(fields: readonly RivalField[]): string {
  return `INSERT INTO "ALLEVENTS" VALUES (${fields.map(() => '?').join(', ')})`;
}

void main(process.argv.slice(2));
