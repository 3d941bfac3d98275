// The writer schema's JSON → types: names resolved by namespace, recursion by identity, what is not understood dropped.
// Defaults, aliases and sort orders concern readers with a schema of their own and are not looked at.
import { DataSyncError } from '../errors';
import type { AvroType, Field, LogicalType, RecordType } from './fields';
import { logicalTypeOf } from './logicalTypeOf';

/** Schemas nest a few levels; a thousand is an attack on the stack. */
const maxDepth = 200;

/** The types of a writer schema's JSON; one that breaks Avro's rules is `avro.bad-schema` and says where. */
export function readWriterSchema(schema: unknown): AvroType {
  return new SchemaReader().read(schema, { path: 'schema', namespace: '', depth: 0 });
}

/** Where in the schema the reader is. */
interface Place {
  /** For messages: `schema.fields[2] (url)`. */
  readonly path: string;
  /** The namespace of the named type around. */
  readonly namespace: string;
  readonly depth: number;
}

type JsonObject = Readonly<Record<string, unknown>>;

class SchemaReader {
  readonly #named = new Map<string, AvroType>();

  read(schema: unknown, place: Place): AvroType {
    if (place.depth > maxDepth) throw bad(place, `it nests deeper than ${maxDepth} levels`);
    if (typeof schema === 'string') return this.#reference(schema, place);
    if (Array.isArray(schema)) return this.#union(schema, place);
    if (!isObject(schema)) throw bad(place, `a type is expected, found ${describe(schema)}`);
    return this.#object(schema, place);
  }

  #object(schema: JsonObject, place: Place): AvroType {
    const type = schema['type'];
    if (typeof type !== 'string') return this.read(type, inside(place, 'type'));
    switch (type) {
      case 'record':
      case 'error':
        return this.#record(schema, place);
      case 'enum':
        return this.#enum(schema, place);
      case 'fixed':
        return this.#fixed(schema, place);
      case 'array':
        return { kind: 'array', items: this.read(schema['items'], inside(place, 'items')) };
      case 'map':
        return { kind: 'map', values: this.read(schema['values'], inside(place, 'values')) };
      default: {
        const base = this.#reference(type, place);
        return primitives.has(type) ? withLogical(base, schema) : base;
      }
    }
  }

  /** A primitive, or a name defined before. */
  #reference(name: string, place: Place): AvroType {
    const primitive = primitives.get(name);
    if (primitive) return primitive;
    const found = this.#named.get(fullName(name, place.namespace)) ?? this.#named.get(name);
    if (!found) throw bad(place, `unknown type ${JSON.stringify(name)}`);
    return found;
  }

  #union(branches: readonly unknown[], place: Place): AvroType {
    if (branches.length === 0) throw bad(place, 'a union needs at least one branch');
    const types = branches.map((branch, index) => this.read(branch, inside(place, index)));
    const seen = new Set<string>();
    for (const [index, type] of types.entries()) {
      const where = inside(place, index);
      if (type.kind === 'union') throw bad(where, 'a union may not hold a union');
      const key = 'name' in type ? type.name : type.kind;
      if (seen.has(key)) throw bad(where, `the union has two branches ${key}`);
      seen.add(key);
    }
    return { kind: 'union', branches: types };
  }

  #record(schema: JsonObject, place: Place): AvroType {
    const fields: Field[] = [];
    const record: RecordType = { kind: 'record', name: this.#nameOf(schema, place), fields };
    this.#define(record.name, record, place);
    const list = schema['fields'];
    if (!Array.isArray(list)) throw bad(place, `fields must be an array, found ${describe(list)}`);
    const names = new Set<string>();
    for (const [index, item] of list.entries()) {
      const at = inside(place, `fields[${index}]`);
      const field = this.#field(item, { ...at, namespace: namespaceOf(record.name) });
      if (names.has(field.name)) throw bad(at, `field ${JSON.stringify(field.name)} occurs twice`);
      names.add(field.name);
      fields.push(field);
    }
    return record;
  }

  #field(item: unknown, place: Place): Field {
    if (!isObject(item)) throw bad(place, `a field is expected, found ${describe(item)}`);
    const { name, doc } = item;
    if (typeof name !== 'string' || name === '') throw bad(place, 'the field has no name');
    const type = this.read(item['type'], { ...place, path: `${place.path} (${name})` });
    return typeof doc === 'string' ? { name, type, doc } : { name, type };
  }

  #enum(schema: JsonObject, place: Place): AvroType {
    const name = this.#nameOf(schema, place);
    const symbols: unknown = schema['symbols'];
    if (!isStrings(symbols)) throw bad(place, 'symbols must be an array of strings');
    if (new Set(symbols).size < symbols.length) throw bad(place, 'a symbol occurs twice');
    return this.#define(name, { kind: 'enum', name, symbols }, place);
  }

  #fixed(schema: JsonObject, place: Place): AvroType {
    const name = this.#nameOf(schema, place);
    const size = schema['size'];
    if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0) {
      throw bad(place, `size must be a whole number of bytes, found ${describe(size)}`);
    }
    return this.#define(name, withLogical({ kind: 'fixed', name, size }, schema), place);
  }

  #nameOf(schema: JsonObject, place: Place): string {
    const { name, namespace } = schema;
    if (typeof name !== 'string' || name === '') throw bad(place, 'the type has no name');
    return fullName(name, typeof namespace === 'string' ? namespace : place.namespace);
  }

  #define(name: string, type: AvroType, place: Place): AvroType {
    if (primitives.has(name)) throw bad(place, `${name} is the name of a primitive type`);
    if (this.#named.has(name)) throw bad(place, `${name} is defined twice`);
    this.#named.set(name, type);
    return type;
  }
}

const primitives: ReadonlyMap<string, AvroType> = new Map(
  (['null', 'boolean', 'int', 'long', 'float', 'double', 'bytes', 'string'] as const).map(kind => [
    kind,
    { kind },
  ]),
);

/** The type with the logical type that the schema names, or as it is where that is unknown or does not fit. */
function withLogical(type: AvroType, schema: JsonObject): AvroType {
  const logical = logicalTypeOf(type, schema);
  return logical === undefined || !mayBeLogical(type) ? type : { ...type, logical };
}

function mayBeLogical(type: AvroType): type is Extract<AvroType, { logical?: LogicalType }> {
  return ['int', 'long', 'string', 'bytes', 'fixed'].includes(type.kind);
}

/** `Event` in `io.pendo` is `io.pendo.Event`; a name with a dot is full already. */
function fullName(name: string, namespace: string): string {
  return name.includes('.') || namespace === '' ? name : `${namespace}.${name}`;
}

function namespaceOf(name: string): string {
  return name.slice(0, Math.max(0, name.lastIndexOf('.')));
}

function inside(place: Place, step: string | number): Place {
  const path = typeof step === 'number' ? `${place.path}[${step}]` : `${place.path}.${step}`;
  return { path, namespace: place.namespace, depth: place.depth + 1 };
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(item => typeof item === 'string');
}

function describe(value: unknown): string {
  const text: string | undefined = JSON.stringify(value);
  if (text === undefined) return 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function bad(place: Place, text: string): DataSyncError {
  return new DataSyncError('avro.bad-schema', `${place.path}: ${text}`, { path: place.path });
}
