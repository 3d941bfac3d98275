// The columns of a file as the preview shows them: the fields of the root record, or the one value.
import type { AvroValue } from '../../avro/avroValue';
import { isRecordValue } from '../../avro/avroValue';
import type { AvroType, LogicalType } from '../../avro/fields';
import type { ColumnKind, PreviewColumn } from '../../protocol/avroPreview';

/** A column with the type that its values have. */
export interface TypedColumn {
  readonly name: string;
  readonly type: AvroType;
  readonly shown: PreviewColumn;
}

/** All columns of a writer schema, in its order. */
export function columnsOf(type: AvroType): readonly TypedColumn[] {
  if (type.kind !== 'record') return [typedColumn('value', type)];
  return type.fields.map(field => typedColumn(field.name, field.type, field.doc));
}

/** The cells of a row, one for each of the columns. */
export function cellsOf(row: AvroValue, columns: readonly TypedColumn[]): AvroValue[] {
  return columns.map(({ name }) => valueOf(row, name));
}

/** The value of one column of a row. */
export function valueOf(row: AvroValue, column: string): AvroValue {
  return isRecordValue(row) ? (row[column] ?? null) : row;
}

/** What a type is called: `timestamp`, not `long`. A nullable type is called as what it is otherwise. */
export function typeWord(type: AvroType): string {
  switch (type.kind) {
    case 'union': {
      const branches = type.branches.filter(({ kind }) => kind !== 'null');
      const words = [...new Set(branches.map(typeWord))];
      return words.length === 0 ? 'null' : words.join(' | ');
    }
    case 'array':
      return `${typeWord(type.items)}[]`;
    case 'map':
      return `map of ${typeWord(type.values)}`;
    case 'enum':
    case 'record':
      return type.kind;
    default:
      return 'logical' in type && type.logical ? logicalWord(type.logical) : type.kind;
  }
}

function logicalWord(logical: LogicalType): string {
  if (logical.name === 'decimal') return `decimal(${logical.precision},${logical.scale})`;
  if (logical.name.startsWith('timestamp')) return 'timestamp';
  if (logical.name.startsWith('local-timestamp')) return 'local timestamp';
  return logical.name.startsWith('time-') ? 'time' : logical.name;
}

function typedColumn(name: string, type: AvroType, doc?: string): TypedColumn {
  const shown: PreviewColumn = {
    name,
    typeWord: typeWord(type),
    typeText: typeText(type),
    nullable: type.kind === 'null' || branchesOf(type).some(({ kind }) => kind === 'null'),
    kind: kindOf(type),
    ...(doc === undefined ? {} : { doc }),
  };
  return { name, type, shown };
}

function branchesOf(type: AvroType): readonly AvroType[] {
  return type.kind === 'union' ? type.branches : [type];
}

/** The type in the schema's words, without going into records: `timestamp-millis (long)`. */
function typeText(type: AvroType): string {
  if (type.kind === 'union') return type.branches.map(typeText).join(' or ');
  if ('logical' in type && type.logical) return `${type.logical.name} (${type.kind})`;
  if (type.kind === 'array') return `array of ${typeText(type.items)}`;
  if (type.kind === 'map') return `map of ${typeText(type.values)}`;
  return 'name' in type ? `${type.kind} ${type.name}` : type.kind;
}

/** Values of several kinds are texts to compare and to align. */
function kindOf(type: AvroType): ColumnKind {
  const branches = branchesOf(type).filter(({ kind }) => kind !== 'null');
  const kinds = new Set(branches.map(kindOfBranch));
  const [only] = kinds;
  return kinds.size === 1 && only ? only : 'text';
}

function kindOfBranch(type: AvroType): ColumnKind {
  switch (type.kind) {
    case 'int':
    case 'long':
      return type.logical ? 'time' : 'number';
    case 'float':
    case 'double':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'bytes':
    case 'fixed':
      if (type.logical?.name === 'decimal') return 'number';
      return type.logical ? 'text' : 'bytes';
    case 'record':
    case 'array':
    case 'map':
      return 'nested';
    default:
      return 'text';
  }
}
