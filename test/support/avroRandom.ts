// Random writer schemas with avsc as the judge: names and namespaces, recursion, unions in any order, logical types known and unknown.
import avsc from 'avsc';

import type { AvroValue } from '../../shared/avro/avroValue';
import { isArrayValue, isMapValue, isRecordValue, UnionValue } from '../../shared/avro/avroValue';
import type { AvroType } from '../../shared/avro/fields';
import { exactType } from '../../shared/avro/writeContainer';
import type { SeededRandom } from '../../shared/util/seededRandom';

/** A schema and values of it. */
export interface RandomSchema {
  readonly schema: unknown;
  /** avsc's type, its unions wrapped, its longs exact. */
  readonly type: avsc.Type;
  /** A value that avsc encodes. */
  readonly value: () => unknown;
}

/** A random schema; its root is a record unless `anyRoot`. */
export function randomSchema(random: SeededRandom, anyRoot = false): RandomSchema {
  const maker = new SchemaMaker(random);
  const schema = anyRoot ? maker.any(3) : maker.record(3);
  const type = exactType(withoutLogicalTypes(schema), { wrapUnions: true });
  return { schema, type, value: () => randomValue(random, type, 0) };
}

type Json = string | readonly Json[] | { readonly [key: string]: unknown };

const primitives = ['null', 'boolean', 'int', 'long', 'float', 'double', 'bytes', 'string'];
const logicalTypes: readonly Json[] = [
  { type: 'int', logicalType: 'date' },
  { type: 'int', logicalType: 'time-millis' },
  { type: 'long', logicalType: 'time-micros' },
  { type: 'long', logicalType: 'timestamp-millis' },
  { type: 'long', logicalType: 'timestamp-micros' },
  { type: 'long', logicalType: 'timestamp-nanos' },
  { type: 'long', logicalType: 'local-timestamp-micros' },
  { type: 'long', logicalType: 'made-up' },
  { type: 'string', logicalType: 'uuid' },
  { type: 'bytes', logicalType: 'decimal', precision: 12, scale: 3 },
  { type: 'bytes', logicalType: 'decimal', precision: -1 },
];

class SchemaMaker {
  readonly #defined: { readonly name: string; readonly namespace: string }[] = [];
  #count = 0;

  constructor(readonly random: SeededRandom) {}

  any(depth: number, namespace = ''): Json {
    const { random } = this;
    const choice = random.below(depth > 0 ? 12 : 5);
    if (choice < 3) return random.pick(primitives);
    if (choice === 3) return random.pick(logicalTypes);
    if (choice === 4) return this.#sized(namespace);
    if (choice === 5) return { type: 'array', items: this.any(depth - 1, namespace) };
    if (choice === 6) return { type: 'map', values: this.any(depth - 1, namespace) };
    if (choice < 10) return this.#union(depth - 1, namespace);
    return this.record(depth - 1, namespace);
  }

  record(depth: number, around = ''): Json {
    const { random } = this;
    const own = this.#name(around);
    const [, namespace] = own;
    const isWide = depth === 3 && random.chance(0.05);
    const count = isWide ? random.between(61, 130) : random.below(6);
    const fields = Array.from({ length: count }, (_, index) => {
      return { name: `f${index}`, type: this.#field(depth, namespace) };
    });
    return { type: 'record', ...own[0], fields };
  }

  /** Types that were defined before come again by name; a record inside itself stands in an array, so that values end. */
  #field(depth: number, namespace: string): Json {
    const { random } = this;
    const known = this.#defined.length > 0 ? random.pick(this.#defined) : undefined;
    // What has no namespace has no name that can be said from within one.
    const sayable = known && (known.namespace !== '' || namespace === '');
    if (!sayable || !random.chance(0.15)) return this.any(depth, namespace);
    const isNear = known.namespace === namespace;
    const full = known.namespace === '' ? known.name : `${known.namespace}.${known.name}`;
    return { type: 'array', items: isNear && random.chance(0.5) ? known.name : full };
  }

  #union(depth: number, namespace: string): Json {
    const kinds = new Map<string, Json>();
    for (let wanted = this.random.between(1, 5); wanted > 0; wanted--) {
      const before = this.#defined.length;
      const branch = this.any(depth, namespace);
      const key = branchKey(branch);
      if (key !== 'union' && !kinds.has(key)) kinds.set(key, branch);
      // What a dropped branch defined is not there to be named.
      else this.#defined.length = before;
    }
    return kinds.size === 0 ? ['null', 'string'] : [...kinds.values()];
  }

  #sized(around: string): Json {
    const { random } = this;
    const [name] = this.#name(around);
    if (random.chance(0.5)) {
      const symbols = Array.from({ length: random.between(1, 100) }, (_, index) => `S${index}`);
      return { type: 'enum', ...name, symbols };
    }
    const size = random.pick([0, 1, 3, 12, 16]);
    const logicalType = random.pick(['duration', 'uuid', 'decimal', 'nonsense']);
    return { type: 'fixed', ...name, size, logicalType, precision: 5, scale: 1 };
  }

  #name(around: string): [{ name: string; namespace?: string }, namespace: string] {
    const name = `N${this.#count++}`;
    const namespace = this.random.pick([around, around, 'a.b', 'c']);
    this.#defined.push({ name, namespace });
    if (namespace === around) return [{ name }, namespace];
    return this.random.chance(0.5)
      ? [{ name: `${namespace}.${name}` }, namespace]
      : [{ name, namespace }, namespace];
  }
}

/** By what a union tells its branches apart. */
function branchKey(schema: Json): string {
  if (typeof schema === 'string') return schema;
  if (Array.isArray(schema)) return 'union';
  const { type, name } = schema as { type?: unknown; name?: unknown };
  return String(name ?? type);
}

/** What avsc would interpret is left to our own tests. */
function withoutLogicalTypes(schema: unknown): unknown {
  return JSON.parse(
    JSON.stringify(schema, (key, value: unknown) => (key === 'logicalType' ? undefined : value)),
  );
}

const longs = [0, -1, 63, 64, -64, -65, 2 ** 31, -(2 ** 40), 2 ** 53 - 1, 1 - 2 ** 53];
const bigLongs = [2n ** 53n, -(2n ** 53n), 2n ** 63n - 1n, -(2n ** 63n), 123456789012345678n];
const texts = ['', 'a', 'https://example.com/?q=1', 'Zürich', '日本', '\u{1f600}', '\0', '"', 'x'];

function randomValue(random: SeededRandom, type: avsc.Type, depth: number): unknown {
  const count = (): number => (depth > 3 ? 0 : random.pick([0, 1, 2]));
  const inner = (part: avsc.Type): unknown => randomValue(random, part, depth + 1);
  if (type instanceof avsc.types.RecordType) {
    return Object.fromEntries(type.fields.map(field => [field.name, inner(field.type)]));
  }
  if (type instanceof avsc.types.ArrayType) {
    return Array.from({ length: count() }, () => inner(type.itemsType));
  }
  if (type instanceof avsc.types.MapType) {
    const keys = Array.from({ length: count() }, () => random.pick(texts));
    const values = type.valuesType as avsc.Type;
    return Object.fromEntries(keys.map(key => [key, inner(values)]));
  }
  if (type instanceof avsc.types.WrappedUnionType) {
    const branch = random.pick<avsc.Type>(type.types);
    const value = inner(branch);
    return value === null ? null : { [branch.branchName ?? '']: value };
  }
  if (type instanceof avsc.types.EnumType) return random.pick(type.symbols);
  if (type instanceof avsc.types.FixedType) return bytes(random, type.size);
  return randomPrimitive(random, type.typeName.replace('abstract:', ''));
}

function randomPrimitive(random: SeededRandom, kind: string): unknown {
  switch (kind) {
    case 'boolean':
      return random.chance(0.5);
    case 'int':
      return random.pick([0, -1, 63, 64, 8191, 8192, 2 ** 31 - 1, -(2 ** 31)]);
    case 'long':
      return random.chance(0.3) ? random.pick(bigLongs) : random.pick(longs);
    case 'float':
      return Math.fround(random.pick([0, -0, 1.5, Infinity, NaN, random.next()]));
    case 'double':
      return random.pick([0, -0, 1.5, -Infinity, NaN, 5e-324, random.next()]);
    case 'bytes':
      return bytes(random, random.below(20));
    case 'string': {
      const text = Array.from({ length: random.below(4) }, () => random.pick(texts)).join('');
      return random.chance(0.02) ? text.repeat(9000) : text;
    }
    default:
      return null;
  }
}

function bytes(random: SeededRandom, length: number): Buffer {
  return Buffer.from(Array.from({ length }, () => random.below(256)));
}

/** A value of avsc's (unions wrapped) in one form for comparisons: unions as branch and value, bytes as hex. */
export function plainOfAvsc(value: unknown, type: AvroType): unknown {
  switch (type.kind) {
    case 'record':
      return type.fields.map(({ name, type: field }) => [
        name,
        plainOfAvsc(part(value, name), field),
      ]);
    case 'array':
      return Array.isArray(value) ? value.map(item => plainOfAvsc(item, type.items)) : undefined;
    case 'map':
      return entriesOf(value).map(([key, item]) => [key, plainOfAvsc(item, type.values)]);
    case 'bytes':
    case 'fixed':
      return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : undefined;
    case 'union': {
      const [key, inner] = entriesOf(value ?? { null: null })[0] ?? ['', undefined];
      const index = type.branches.findIndex(branch => nameOf(branch) === key);
      const branch = type.branches[index];
      return branch && [index, plainOfAvsc(inner, branch)];
    }
    default:
      return value;
  }
}

/** A decoded value (its branches kept) in the same form. */
export function plainOf(value: AvroValue, type: AvroType): unknown {
  switch (type.kind) {
    case 'record': {
      if (!isRecordValue(value)) return undefined;
      const fields = new Map(type.fields.map(field => [field.name, field.type]));
      return Object.keys(value).map(name => [
        name,
        plainOf(value[name] ?? null, fields.get(name) ?? { kind: 'null' }),
      ]);
    }
    case 'array':
      return isArrayValue(value) ? value.map(item => plainOf(item, type.items)) : undefined;
    case 'map':
      return isMapValue(value)
        ? [...value].map(([key, item]) => [key, plainOf(item, type.values)])
        : undefined;
    case 'bytes':
    case 'fixed':
      return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : undefined;
    case 'union': {
      const only = type.branches.findIndex(({ kind }) => (kind === 'null') === (value === null));
      const index = value instanceof UnionValue ? value.branch : only;
      const branch = type.branches[index];
      const inner = value instanceof UnionValue ? value.value : value;
      return branch && [index, plainOf(inner, branch)];
    }
    default:
      return value;
  }
}

function entriesOf(value: unknown): readonly [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function part(value: unknown, name: string): unknown {
  const field: unknown = Object.getOwnPropertyDescriptor(value, name)?.value;
  return field;
}

function nameOf(type: AvroType): string {
  return 'name' in type ? type.name : type.kind;
}
