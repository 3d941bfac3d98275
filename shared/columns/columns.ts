// Avro fields as SQL columns: names, declared types. It knows no table and no database.
import type { AvroType, LogicalType } from '../avro/fields';

/** The only types a table of ours declares; a column of a mixed union declares none (null). */
export type SqlType = 'INTEGER' | 'REAL' | 'TEXT' | 'BLOB';

/** One field of the writer schema as a column. */
export interface Column {
  /** Unique within the table without regard to case. */
  readonly name: string;
  /** The field as the writer schema spells it. */
  readonly avroName: string;
  readonly sqlType: SqlType | null;
  readonly type: AvroType;
}

/** The one column of a file whose writer schema is not a record. */
export const valueColumn = 'value';

/**
 * The columns of a writer schema, one for each field and in its order. SQL does not tell `Name`
 * from `name`: the later one is called `name_2`. `reserved` are names that the table uses itself.
 */
export function columnsOf(root: AvroType, reserved: readonly string[] = []): Column[] {
  const fields = root.kind === 'record' ? root.fields : [{ name: valueColumn, type: root }];
  const names = new ColumnNames(reserved);
  return fields.map(({ name, type }) => ({
    name: names.claim(name),
    avroName: name,
    sqlType: sqlTypeOf(type),
    type,
  }));
}

/** Hands out column names that differ from each other without regard to case. */
export class ColumnNames {
  readonly #taken = new Set<string>();
  constructor(taken: Iterable<string> = []) {
    for (const name of taken) this.#taken.add(foldCase(name));
  }
  /** `wanted`, or `wanted_2`, `wanted_3`, … when it is taken. */
  claim(wanted: string): string {
    let name = wanted;
    for (let n = 2; this.#taken.has(foldCase(name)); n++) name = `${wanted}_${n}`;
    this.#taken.add(foldCase(name));
    return name;
  }
}

/** A name as SQLite compares it: only A to Z are folded. */
export function foldCase(name: string): string {
  return name.replace(/[A-Z]+/g, letters => letters.toLowerCase());
}

/** The declared SQL type of an Avro type; null for a union whose branches need several. */
export function sqlTypeOf(type: AvroType): SqlType | null {
  switch (type.kind) {
    case 'null':
      return null;
    case 'boolean':
      return 'INTEGER';
    case 'int':
    case 'long':
      return type.logical ? 'TEXT' : 'INTEGER';
    case 'float':
    case 'double':
      return 'REAL';
    case 'bytes':
    case 'fixed':
      return isText(type.logical) ? 'TEXT' : 'BLOB';
    case 'string':
    case 'enum':
    case 'record':
    case 'array':
    case 'map':
      return 'TEXT';
    case 'union':
      return commonType(nonNullBranches(type));
  }
}

/** The branches that carry a value: those of a union without null, else the type itself. */
export function nonNullBranches(type: AvroType): readonly AvroType[] {
  if (type.kind === 'null') return [];
  return type.kind === 'union' ? type.branches.filter(({ kind }) => kind !== 'null') : [type];
}

/** Whether a value of the type may be null. */
export function isNullable(type: AvroType): boolean {
  return type.kind === 'null' || (type.kind === 'union' && type.branches.some(isNullable));
}

function isText(logical: LogicalType | undefined): boolean {
  return logical !== undefined;
}

function commonType(branches: readonly AvroType[]): SqlType | null {
  const types = new Set(branches.map(sqlTypeOf));
  const [only] = types;
  return types.size === 1 && only !== undefined ? only : null;
}
