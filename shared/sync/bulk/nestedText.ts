// Nested values as JSON text, and the logical types of bytes as theirs, read from the engine's heap.
// Leaves have the forms of `show`: dates as texts, all digits of longs, bytes as base64.
import type { AvroType, LogicalType } from '../../avro/fields';
import { formatBytes, formatDecimal, formatDuration, formatUuid } from '../../avro/logicalText';
import { integerText } from '../../avro/showScalar';
import type { ValueCursor } from './valueCursor';

/** Reads one value at the cursor and gives its text. */
export type TextReader = (cursor: ValueCursor) => string;

/** The reader of a column's text: JSON for what is nested, the bare text of a decimal. */
export function textReaderOf(type: AvroType): TextReader {
  switch (type.kind) {
    case 'bytes':
      return cursor => bytesText(cursor.bytes(), type.logical);
    case 'fixed':
      return cursor => bytesText(cursor.fixed(type.size), type.logical);
    default:
      return jsonReaderOf(type, new Map());
  }
}

/** `known` holds the readers of the types around, which may contain themselves. */
function jsonReaderOf(type: AvroType, known: Map<AvroType, TextReader>): TextReader {
  switch (type.kind) {
    case 'null':
      return () => 'null';
    case 'boolean':
      return cursor => String(cursor.boolean());
    case 'int':
      return integerReader(type.logical, cursor => cursor.int());
    case 'long':
      return integerReader(type.logical, cursor => cursor.long());
    case 'float':
      return cursor => numberText(cursor.float());
    case 'double':
      return cursor => numberText(cursor.double());
    case 'string':
      return cursor => JSON.stringify(cursor.text());
    case 'bytes':
      return cursor => JSON.stringify(bytesText(cursor.bytes(), type.logical));
    case 'fixed':
      return cursor => JSON.stringify(bytesText(cursor.fixed(type.size), type.logical));
    case 'enum': {
      const texts = type.symbols.map(symbol => JSON.stringify(symbol));
      return cursor => texts[cursor.index(texts.length, 'enum')] ?? '';
    }
    case 'union': {
      const branches = type.branches.map(branch => jsonReaderOf(branch, known));
      return cursor => branches[cursor.index(branches.length, 'union')]?.(cursor) ?? '';
    }
    case 'record':
      return recordReader(type, known);
    case 'array':
      return arrayReader(jsonReaderOf(type.items, known));
    case 'map':
      return mapReader(jsonReaderOf(type.values, known));
  }
}

function recordReader(
  type: Extract<AvroType, { kind: 'record' }>,
  known: Map<AvroType, TextReader>,
): TextReader {
  const again = known.get(type);
  if (again) return again;
  const fields: { readonly name: string; readonly read: TextReader }[] = [];
  const read: TextReader = cursor =>
    cursor.nested(() => {
      const members = fields.map(field => `${field.name}:${field.read(cursor)}`);
      return `{${members.join(',')}}`;
    });
  known.set(type, read);
  for (const field of type.fields) {
    fields.push({ name: JSON.stringify(field.name), read: jsonReaderOf(field.type, known) });
  }
  return read;
}

function arrayReader(item: TextReader): TextReader {
  return cursor =>
    cursor.nested(() => {
      const items: string[] = [];
      cursor.items(() => items.push(item(cursor)));
      return `[${items.join(',')}]`;
    });
}

/** Of a key that comes twice the last value stays. */
function mapReader(value: TextReader): TextReader {
  return cursor =>
    cursor.nested(() => {
      const members = new Map<string, string>();
      cursor.items(() => {
        const key = cursor.text();
        members.set(key, value(cursor));
      });
      const texts = Array.from(members, ([key, text]) => `${JSON.stringify(key)}:${text}`);
      return `{${texts.join(',')}}`;
    });
}

function integerReader(
  logical: LogicalType | undefined,
  read: (cursor: ValueCursor) => number | bigint,
): TextReader {
  if (!logical) return cursor => String(read(cursor));
  return cursor => JSON.stringify(String(integerText(read(cursor), logical)));
}

/** JSON has no infinities. */
function numberText(value: number): string {
  return Number.isFinite(value)
    ? Object.is(value, -0)
      ? '-0'
      : String(value)
    : JSON.stringify(String(value));
}

function bytesText(bytes: Uint8Array, logical: LogicalType | undefined): string {
  switch (logical?.name) {
    case 'decimal':
      return formatDecimal(bytes, logical.scale);
    case 'duration':
      return formatDuration(bytes);
    case 'uuid':
      return formatUuid(bytes);
    default:
      return formatBytes(bytes);
  }
}
