// The way of large files into event tables: rows become pages of a staged table, which SQLite copies
// whole. Tables that another program has changed in ways of its own go the ordinary way.
import type { Container } from '../avro/container';
import { foldCase } from '../columns/columns';
import type { BulkStatement, Engine, Statement } from '../engine/engine';
import { quoteName } from '../engine/sql';
import type { PageColumn, PagePlan } from './bulk/generatePages';
import { PageDecoder } from './bulk/pageDecoder';
import type { Placement } from './tables';

/** SQLite attaches ten databases at most, and users may have attached some. */
const mostAttached = 6;

interface Staging {
  readonly decoder: PageDecoder;
  readonly flush: Statement;
  readonly database: string;
}

/** Keeps the staged tables of one transaction. */
export class PageLoader {
  readonly #engine: Engine;
  readonly #stagings = new Map<string, Staging>();
  #names = 0;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** The staging for files of one writer schema in one table; undefined when they must go the ordinary way. */
  prepare(
    { schemaText }: Pick<Container, 'schemaText'>,
    placement: Placement,
    statement: BulkStatement,
  ): Pick<Staging, 'decoder' | 'flush'> | undefined {
    const columns = readColumns(this.#engine, placement.table);
    const plan = columns && planPages(placement, columns);
    if (!columns || !plan) return undefined;
    const createTable = `CREATE TABLE t(${columns.map(({ declaration }) => declaration).join(',')})`;
    const key = `${placement.table}\n${createTable}\n${schemaText}`;
    const known = this.#stagings.get(key);
    if (known) return known;
    if (this.#stagings.size >= mostAttached) return undefined;
    const decoder = new PageDecoder(plan, createTable, statement);
    const database = `pds_pages_${++this.#names}`;
    if (!this.#engine.attachPages(database, decoder.staged)) {
      decoder.free();
      return undefined;
    }
    const flush = this.#engine.prepare(
      `INSERT INTO main.${quoteName(placement.table)} SELECT * FROM ${quoteName(database)}.t`,
    );
    const staging = { decoder, flush, database };
    this.#stagings.set(key, staging);
    return staging;
  }

  /** To be called when no transaction is open: SQLite keeps what one has read. */
  endTransaction(): void {
    for (const { decoder, flush, database } of this.#stagings.values()) {
      flush.finalize();
      this.#engine.detach(database);
      decoder.free();
    }
    this.#stagings.clear();
  }
}

interface TableColumn {
  readonly name: string;
  readonly declaration: string;
  /** Another name of the rowid, which a staged row has without storing it. */
  readonly isRowid: boolean;
}

/** The columns of a table as it is; undefined when one of them does what a copied page would not do. */
function readColumns(engine: Engine, table: string): readonly TableColumn[] | undefined {
  const { rows } = engine.query(
    'SELECT "name", "type", "notnull", "dflt_value", "pk", "hidden" FROM pragma_table_xinfo(?)',
    [table],
  );
  const columns: TableColumn[] = [];
  for (const [name, type, notNull, defaultValue, key, hidden] of rows) {
    const declared = String(type);
    const isPlain = notNull === 0 && defaultValue === null && hidden === 0;
    if (!isPlain || !/^[\w (),]*$/.test(declared)) return undefined;
    const primary = key === 1 ? ' PRIMARY KEY' : '';
    const declaration = `${quoteName(String(name))} ${declared}${primary}`;
    const isRowid = key === 1 && declared.toUpperCase() === 'INTEGER';
    columns.push({ name: String(name), declaration, isRowid });
  }
  return columns;
}

/**
 * What each column of the table takes; undefined when the fields come in another order than the columns, or when the
 * rows' numbers would have to be stored.
 */
function planPages(placement: Placement, table: readonly TableColumn[]): PagePlan | undefined {
  const fields = placement.columns;
  if (!table.some(({ name, isRowid }) => isRowid && isName(name, placement.rowColumn)))
    return undefined;
  let next = 0;
  const columns: PageColumn[] = [];
  for (const { name } of table) {
    if (isName(name, placement.constantColumn)) columns.push({ kind: 'constant' });
    const index = fields.findIndex(({ column }) => isName(name, column?.name));
    const field = fields[index];
    if (!field) {
      if (!isName(name, placement.constantColumn)) columns.push({ kind: 'nothing' });
      continue;
    }
    const between = fields.slice(next, Math.max(next, index));
    if (index < next || between.some(({ column }) => column)) return undefined;
    const { type, column } = field;
    const skipped = between.map(skippedField => skippedField.type);
    columns.push({ kind: 'field', type, sqlType: column?.sqlType ?? null, skipped });
    next = index + 1;
  }
  const rest = fields.slice(next);
  if (rest.some(({ column }) => column)) return undefined;
  return { columns, skipped: rest.map(({ type }) => type) };
}

function isName(name: string, other: string | undefined): boolean {
  return other !== undefined && foldCase(name) === foldCase(other);
}
