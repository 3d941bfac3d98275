// One row as a tree for the detail panel; a text that holds JSON is opened like a nested value.
import type { AvroValue } from '../../avro/avroValue';
import { isArrayValue, isMapValue, isRecordValue } from '../../avro/avroValue';
import type { AvroType } from '../../avro/fields';
import { branchOf } from '../../avro/unionBranch';
import type { DetailNode } from '../../protocol/avroPreview';
import { wholeText } from './cellText';
import { typeWord, valueOf, type TypedColumn } from './previewColumns';

/** Longer arrays are shown by their first items; export shows all. */
const mostChildren = 1000;
/** Texts beyond this are not looked into for JSON. */
const mostJson = 1 << 20;

/** The fields of a row in schema order. */
export function detailTree(
  row: AvroValue,
  columns: readonly TypedColumn[],
  raw: boolean,
): readonly DetailNode[] {
  return columns.map(({ name, type }) => nodeOf(name, valueOf(row, name), type, raw));
}

function nodeOf(name: string, value: AvroValue, type: AvroType, raw: boolean): DetailNode {
  switch (type.kind) {
    case 'union': {
      const branch = branchOf(value, type.branches);
      return nodeOf(name, branch.value, branch.type, raw);
    }
    case 'record': {
      if (!isRecordValue(value)) return leaf(name, type, null);
      const children = type.fields.map(field =>
        nodeOf(field.name, value[field.name] ?? null, field.type, raw),
      );
      return parent(name, type, children);
    }
    case 'array': {
      const items = isArrayValue(value) ? value.slice(0, mostChildren) : [];
      return parent(
        name,
        type,
        items.map((item, i) => nodeOf(String(i), item, type.items, raw)),
      );
    }
    case 'map': {
      const entries = isMapValue(value) ? [...value].slice(0, mostChildren) : [];
      return parent(
        name,
        type,
        entries.map(([key, item]) => nodeOf(key, item, type.values, raw)),
      );
    }
    default: {
      const text = wholeText(value, { type }, raw);
      const json = type.kind === 'string' && text !== null ? jsonOf(text) : undefined;
      return json === undefined
        ? leaf(name, type, text)
        : { ...jsonNode(name, json), typeWord: 'string with JSON' };
    }
  }
}

function parent(name: string, type: AvroType, children: readonly DetailNode[]): DetailNode {
  return { name, typeWord: typeWord(type), text: null, children };
}

function leaf(name: string, type: AvroType, text: string | null): DetailNode {
  return { name, typeWord: typeWord(type), text };
}

/** Objects and arrays only: a text that reads `12` is a text. */
function jsonOf(text: string): object | undefined {
  if (!/^\s*[{[]/.test(text) || text.length > mostJson) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    // A text that only looks like JSON stays a text.
    return undefined;
  }
}

function jsonNode(name: string, value: unknown): DetailNode {
  if (typeof value !== 'object' || value === null) {
    const text = value === null ? null : typeof value === 'string' ? value : JSON.stringify(value);
    return { name, typeWord: value === null ? 'null' : typeof value, text };
  }
  const children = Object.entries(value)
    .slice(0, mostChildren)
    .map(([key, item]) => jsonNode(key, item));
  return { name, typeWord: Array.isArray(value) ? 'array' : 'object', text: null, children };
}
