// The tables that rows are loaded into: made when the first file comes, widened when a later one
// has new columns. What they look like is read anew after every rollback.
import type { Container } from '../avro/container';
import { readWriterSchema } from '../avro/schema';
import { columnsOf, foldCase, type Column, type SqlType } from '../columns/columns';
import { evolveColumns } from '../columns/evolveColumns';
import { schemaText } from '../columns/schemaText';
import type { Engine } from '../engine/engine';
import { quoteName } from '../engine/sql';
import { DataSyncError } from '../errors';
import type { PlacedField } from './bulk/planInsert';
import { matchableColumn, rowColumn } from './tableNames';

/** Where the fields of one writer schema go in one table. */
export interface Placement {
  readonly table: string;
  readonly rowColumn: string | undefined;
  readonly constantColumn: string | undefined;
  /** In the writer schema's order. */
  readonly columns: readonly PlacedField[];
}

/** What kind of table a file goes to. */
export interface TableNeeds {
  readonly table: string;
  /** Event tables number their rows. */
  readonly hasRows: boolean;
  /** Whether rows carry the matchable that they belong to, also where the file does not say. */
  readonly matchable:
    | 'none'
    /** The column is added. */
    | 'always'
    /** Only where the file or the table has the column. */
    | 'ifPresent';
}

interface Shape {
  /** Columns of ours, as the ledger has them. */
  columns: Column[];
  /** All names in the table by their folded form; undefined: there is no such table. */
  names: ReadonlyMap<string, string> | undefined;
  readonly placements: Map<string, Placement>;
}

/** Knows the tables of one database during one sync. */
export class Tables {
  readonly #engine: Engine;
  readonly #shapes = new Map<string, Shape>();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** To be called when the database may have changed under us: a new transaction, a rollback. */
  forget(): void {
    this.#shapes.clear();
  }

  exists(table: string): boolean {
    return this.#shape(table).names !== undefined;
  }

  /** The column of the table with one of these names, the first name first, without regard to case. */
  findColumn(table: string, wanted: readonly string[]): string | undefined {
    const { names } = this.#shape(table);
    const present = wanted.find(name => names?.has(foldCase(name)));
    return present === undefined ? undefined : names?.get(foldCase(present));
  }

  /** Makes the table fit the file's writer schema and says where its fields go. */
  place(
    needs: TableNeeds,
    { schemaText: schema, type }: Pick<Container, 'schemaText' | 'type'>,
  ): Placement {
    const shape = this.#shape(needs.table);
    const known = shape.placements.get(schema);
    if (known) return known;
    const fields = columnsOf(type);
    const isMatchable = ({ avroName }: Column) =>
      needs.matchable !== 'none' && foldCase(avroName) === foldCase(matchableColumn);
    const wanted = fields.filter(column => !isMatchable(column));
    const { add, widen, placed } = evolveColumns(
      { table: needs.table, columns: shape.columns, otherNames: otherNames(shape, needs) },
      wanted,
    );
    const constant =
      needs.matchable === 'always' ||
      wanted.length < fields.length ||
      (needs.matchable === 'ifPresent' && shape.names?.has(foldCase(matchableColumn)) === true);
    this.#change(needs, shape, { add, widen, constant });
    const takers = placed[Symbol.iterator]();
    const columns = fields.map(field =>
      isMatchable(field)
        ? { type: field.type, column: undefined }
        : { type: field.type, column: takers.next().value },
    );
    const placement: Placement = {
      table: needs.table,
      rowColumn: needs.hasRows ? rowColumn : undefined,
      constantColumn: constant ? matchableColumn : undefined,
      columns,
    };
    shape.placements.set(schema, placement);
    return placement;
  }

  #shape(table: string): Shape {
    const known = this.#shapes.get(foldCase(table));
    if (known) return known;
    const names = columnNames(this.#engine, table);
    const columns = storedColumns(this.#engine, table).filter(({ name }) =>
      names.has(foldCase(name)),
    );
    const shape: Shape = {
      columns,
      names: names.size > 0 ? names : undefined,
      placements: new Map(),
    };
    this.#shapes.set(foldCase(table), shape);
    return shape;
  }

  #change(
    { table, hasRows }: TableNeeds,
    shape: Shape,
    change: { add: readonly Column[]; widen: readonly Column[]; constant: boolean },
  ): void {
    const { add, widen, constant } = change;
    const declared = add.map(declaration);
    const hasConstant = shape.names?.has(foldCase(matchableColumn)) === true;
    if (constant && !hasConstant) declared.unshift(`${quoteName(matchableColumn)} TEXT`);
    if (!shape.names) {
      if (hasRows) declared.unshift(`${quoteName(rowColumn)} INTEGER PRIMARY KEY`);
      if (declared.length === 0) throw noColumns(table);
      this.#engine.run('DELETE FROM "_pds_columns" WHERE "table" = ?', [table]);
      this.#engine.run(`CREATE TABLE ${quoteName(table)} (${declared.join(', ')})`);
    } else {
      for (const column of declared) {
        this.#engine.run(`ALTER TABLE ${quoteName(table)} ADD COLUMN ${column}`);
      }
    }
    for (const column of [...add, ...widen]) storeColumn(this.#engine, table, column);
    if (declared.length === 0 && widen.length === 0) return;
    const replaced = new Map(widen.map(column => [column.name, column]));
    shape.columns = [...shape.columns.map(column => replaced.get(column.name) ?? column), ...add];
    shape.names = columnNames(this.#engine, table);
    shape.placements.clear();
  }
}

/** Names that a new column must not take. */
function otherNames(shape: Shape, { hasRows, matchable }: TableNeeds): string[] {
  const ours = new Set(shape.columns.map(({ name }) => foldCase(name)));
  const others = [...(shape.names?.keys() ?? [])].filter(name => !ours.has(name));
  if (hasRows) others.push(rowColumn);
  if (matchable !== 'none') others.push(matchableColumn);
  return others;
}

function noColumns(table: string): DataSyncError {
  return new DataSyncError(
    'avro.bad-schema',
    `the writer schema is a record without fields: there is nothing to make ${table} of`,
    { table },
  );
}

function declaration({ name, sqlType }: Column): string {
  return sqlType === null ? quoteName(name) : `${quoteName(name)} ${sqlType}`;
}

/** All names that are taken, those of generated columns included: a user may have added some. */
function columnNames(engine: Engine, table: string): Map<string, string> {
  const { rows } = engine.query('SELECT "name" FROM pragma_table_xinfo(?)', [table]);
  return new Map(rows.map(([name]) => [foldCase(String(name)), String(name)]));
}

/** The columns of a table as the ledger has them, with the Avro types they were loaded from. */
export function storedColumns(engine: Engine, table: string): Column[] {
  const { rows } = engine.query(
    'SELECT "name", "avroName", "sqlType", "avroType" FROM "_pds_columns" WHERE "table" = ?',
    [table],
  );
  return rows.map(([name, avroName, sqlType, avroType]) => ({
    name: String(name),
    avroName: String(avroName),
    sqlType: sqlTypes.find(type => type === sqlType) ?? null,
    type: readWriterSchema(JSON.parse(String(avroType))),
  }));
}

const sqlTypes: readonly SqlType[] = ['INTEGER', 'REAL', 'TEXT', 'BLOB'];

function storeColumn(engine: Engine, table: string, { name, avroName, sqlType, type }: Column) {
  engine.run('INSERT OR REPLACE INTO "_pds_columns" VALUES (?, ?, ?, ?, ?)', [
    table,
    name,
    avroName,
    sqlType,
    schemaText(type),
  ]);
}
