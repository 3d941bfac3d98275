// What a table's columns become when a file with another writer schema arrives.
import { DataSyncError } from '../errors';
import type { AvroType, LogicalType, RecordType } from '../avro/fields';
import { ColumnNames, isNullable, nonNullBranches, type Column } from './columns';
import { schemaText } from './schemaText';

/** How a table changes for a file, and which of its columns each field of the file goes to. */
export interface Evolution {
  /** Columns that the table lacks, in the file's order. */
  readonly add: readonly Column[];
  /** Columns of the table whose recorded Avro type gets wider; their SQL type stays. */
  readonly widen: readonly Column[];
  /** For each incoming column, in its order, the column of the table that takes it. */
  readonly placed: readonly Column[];
}

/** What `evolveColumns` needs to know of the table. */
export interface ExistingColumns {
  /** For messages. */
  readonly table: string;
  readonly columns: readonly Column[];
  /** Names in the table that are not ours: `_row`, columns a user added. */
  readonly otherNames: readonly string[];
}

/**
 * Compares a file's columns with the table's. New columns are added, columns that are gone stay,
 * int → long, float → double and a type → nullable widen (and the narrower type fits the wider
 * column); any other change throws `sync.column-changed`.
 */
export function evolveColumns(existing: ExistingColumns, incoming: readonly Column[]): Evolution {
  const byAvroName = new Map(existing.columns.map(column => [column.avroName, column]));
  const names = new ColumnNames([
    ...existing.columns.map(({ name }) => name),
    ...existing.otherNames,
  ]);
  const add: Column[] = [];
  const widen: Column[] = [];
  const placed = incoming.map(column => {
    const old = byAvroName.get(column.avroName);
    if (!old) {
      const added = { ...column, name: names.claim(column.avroName) };
      add.push(added);
      return added;
    }
    const type = widerType(old, column, existing.table);
    const kept = { ...old, type };
    if (type !== old.type) widen.push(kept);
    return { ...old, type: column.type };
  });
  return { add, widen, placed };
}

function widerType(old: Column, incoming: Column, table: string): AvroType {
  const before = schemaText(old.type);
  const now = schemaText(incoming.type);
  if (before === now) return old.type;
  if (!areCompatible(old.type, incoming.type)) throw columnChanged(table, old, before, now);
  const both = unionOfBoth(old.type, incoming.type);
  return schemaText(both) === before ? old.type : both;
}

function columnChanged(table: string, column: Column, before: string, now: string): DataSyncError {
  return new DataSyncError(
    'sync.column-changed',
    `column ${column.name} of table ${table} was loaded as ${before}, the file has ${now}; ` +
      'nothing of this slice was loaded: sync it into another --db folder, or rename the table and sync again',
    { table, column: column.name, before, now },
  );
}

/** Whether values of both types can live in one column without changing what they mean. */
function areCompatible(a: AvroType, b: AvroType, seen: SeenPairs = new SeenPairs()): boolean {
  const left = nonNullBranches(a);
  const right = nonNullBranches(b);
  // A column that was null only takes any single type: there is nothing yet to contradict.
  if (left.length === 0 || right.length === 0) return left.length + right.length <= 1;
  if (left.length !== right.length) return false;
  return left.every(one => right.some(other => areSameKind(one, other, seen)));
}

function areSameKind(a: AvroType, b: AvroType, seen: SeenPairs): boolean {
  if (!seen.add(a, b)) return true;
  if (a.kind === 'record' && b.kind === 'record') return haveCompatibleFields(a, b, seen);
  if (a.kind === 'array' && b.kind === 'array') return areCompatible(a.items, b.items, seen);
  if (a.kind === 'map' && b.kind === 'map') return areCompatible(a.values, b.values, seen);
  if (a.kind === 'enum' && b.kind === 'enum') return true;
  if (a.kind === 'fixed' && b.kind === 'fixed' && a.size !== b.size) return false;
  return widthClass(a) === widthClass(b) && isSameLogical(logicalOf(a), logicalOf(b));
}

/** Fields may come and go inside the JSON text of a record; those in both must agree. */
function haveCompatibleFields(a: RecordType, b: RecordType, seen: SeenPairs): boolean {
  const types = new Map(b.fields.map(field => [field.name, field.type]));
  return a.fields.every(field => {
    const other = types.get(field.name);
    return other === undefined || areCompatible(field.type, other, seen);
  });
}

/** int and long are one class, float and double another. */
function widthClass({ kind }: AvroType): string {
  if (kind === 'int') return 'long';
  return kind === 'float' ? 'double' : kind;
}

function logicalOf(type: AvroType): LogicalType | undefined {
  return 'logical' in type ? type.logical : undefined;
}

/** A decimal's text depends on its scale, not on its precision. */
function isSameLogical(a: LogicalType | undefined, b: LogicalType | undefined): boolean {
  if (a?.name === 'decimal' && b?.name === 'decimal') return a.scale === b.scale;
  return a?.name === b?.name;
}

/** The narrowest type that holds the values of both: int and long make long, either's null stays. */
function unionOfBoth(old: AvroType, incoming: AvroType): AvroType {
  const before = nonNullBranches(old);
  const now = nonNullBranches(incoming);
  const branches = (now.length > 0 ? now : before).map(
    branch => before.find(one => isWide(one) && widthClass(one) === widthClass(branch)) ?? branch,
  );
  const [only] = branches;
  const nullable = isNullable(old) || isNullable(incoming);
  if (branches.length === 1 && only && !nullable) return only;
  return { kind: 'union', branches: nullable ? [{ kind: 'null' }, ...branches] : branches };
}

function isWide({ kind }: AvroType): boolean {
  return kind === 'long' || kind === 'double';
}

/** Recursive types meet themselves again: a pair that is being compared counts as equal. */
class SeenPairs {
  readonly #seen = new Map<AvroType, Set<AvroType>>();
  /** False when the pair was there already. */
  add(a: AvroType, b: AvroType): boolean {
    const partners = this.#seen.get(a) ?? new Set();
    if (partners.has(b)) return false;
    this.#seen.set(a, partners.add(b));
    return true;
  }
}
