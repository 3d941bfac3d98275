// A type written as Avro schema JSON again: what the ledger keeps of a column and messages show.
import type { AvroType, LogicalType } from '../avro/fields';

/** The type as Avro schema JSON in one line: `["null",{"type":"long","logicalType":"timestamp-millis"}]`. */
export function schemaText(type: AvroType): string {
  return JSON.stringify(schemaJson(type, new Map()));
}

/** Named types are written out once; `written` holds the names already used, by identity. */
function schemaJson(type: AvroType, written: Map<AvroType, string>): unknown {
  switch (type.kind) {
    case 'null':
    case 'boolean':
    case 'float':
    case 'double':
      return type.kind;
    case 'int':
    case 'long':
    case 'string':
    case 'bytes':
      return type.logical ? { type: type.kind, ...logicalJson(type.logical) } : type.kind;
    case 'array':
      return { type: 'array', items: schemaJson(type.items, written) };
    case 'map':
      return { type: 'map', values: schemaJson(type.values, written) };
    case 'union':
      return type.branches.map(branch => schemaJson(branch, written));
    case 'fixed':
    case 'enum':
    case 'record':
      return namedJson(type, written);
  }
}

function namedJson(
  type: Extract<AvroType, { kind: 'fixed' | 'enum' | 'record' }>,
  written: Map<AvroType, string>,
): unknown {
  const known = written.get(type);
  if (known !== undefined) return known;
  const name = freeName(type.name, written);
  written.set(type, name);
  switch (type.kind) {
    case 'fixed':
      return { type: 'fixed', name, size: type.size, ...logicalJson(type.logical) };
    case 'enum':
      return { type: 'enum', name, symbols: type.symbols };
    case 'record': {
      const fields = type.fields.map(field => ({
        name: field.name,
        type: schemaJson(field.type, written),
      }));
      return { type: 'record', name, fields };
    }
  }
}

/** Two objects of one name would read back as one type, so the second gets a name of its own. */
function freeName(name: string, written: Map<AvroType, string>): string {
  const taken = new Set(written.values());
  let free = name;
  for (let n = 2; taken.has(free); n++) free = `${name}_${n}`;
  return free;
}

function logicalJson(logical: LogicalType | undefined): Record<string, unknown> {
  if (!logical) return {};
  const { name, ...rest } = logical;
  return { logicalType: name, ...rest };
}
