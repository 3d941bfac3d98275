// Values that cross to an assistant and back, described once: as JSON Schema for the model, as a type for the code, and
// as the reader of what a model sends. Knows no protocol.
import { DataSyncError } from '../errors';
import { closestName } from '../util/closestName';
import { isRecord } from '../util/isRecord';

/** JSON Schema, as far as it is needed. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** One kind of value. */
export interface Shape<T> {
  readonly schema: JsonSchema;
  /** Throws `assistant.bad-input`, which names `place`. */
  readonly read: (value: unknown, place: string) => T;
}

/** A key that may be left out. */
export interface OptionalShape<T> extends Shape<T> {
  readonly isOptional: true;
}

/** A value that may be null. */
export interface NullableShape<T> extends Shape<T | null> {
  readonly isNullable: true;
}

type Fields = Readonly<Record<string, Shape<unknown>>>;
type OptionalKeys<F> = {
  [K in keyof F]: F[K] extends OptionalShape<unknown> ? K : never;
}[keyof F];

/** The type of a shape's values. */
export type ValueOf<S> = S extends Shape<infer T> ? T : never;

/** The type of an object by its keys. */
export type RecordOf<F extends Fields> = {
  readonly [K in Exclude<keyof F, OptionalKeys<F>>]: ValueOf<F[K]>;
} & { readonly [K in OptionalKeys<F>]?: ValueOf<F[K]> };

/** A text. */
export function text(description?: string): Shape<string> {
  return {
    schema: { type: 'string', ...described(description) },
    read: (value, place) => {
      if (typeof value === 'string' && value.trim() !== '') return value;
      throw wrong(place, value, 'a text');
    },
  };
}

/** A whole number, both ends included. */
export function whole(
  description?: string,
  { least = 0, most }: { readonly least?: number; readonly most?: number } = {},
): Shape<number> {
  const limits = { minimum: least, ...(most === undefined ? {} : { maximum: most }) };
  const allowed = `a whole number from ${least}${most === undefined ? '' : ` to ${most}`}`;
  return {
    schema: { type: 'integer', ...limits, ...described(description) },
    read: (value, place) => {
      const isFine = typeof value === 'number' && Number.isSafeInteger(value) && value >= least;
      if (isFine && value <= (most ?? Infinity)) return value;
      throw wrong(place, value, allowed);
    },
  };
}

/** Any number. */
export function decimal(description?: string): Shape<number> {
  return {
    schema: { type: 'number', ...described(description) },
    read: (value, place) => {
      if (typeof value === 'number') return value;
      throw wrong(place, value, 'a number');
    },
  };
}

/** True or false. */
export function flag(description?: string): Shape<boolean> {
  return {
    schema: { type: 'boolean', ...described(description) },
    read: (value, place) => {
      if (typeof value === 'boolean') return value;
      throw wrong(place, value, 'true or false');
    },
  };
}

/** One of some words. */
export function choice<const T extends string>(
  words: readonly T[],
  description?: string,
): Shape<T> {
  return {
    schema: { type: 'string', enum: words, ...described(description) },
    read: (value, place) => {
      const found = words.find(word => word === value);
      if (found !== undefined) return found;
      throw wrong(place, value, words.join(', '));
    },
  };
}

/** A day, `YYYY-MM-DD`. */
export function day(description?: string): Shape<string> {
  return {
    schema: { type: 'string', pattern: String.raw`^\d{4}-\d{2}-\d{2}$`, ...described(description) },
    read: (value, place) => {
      const isDay = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
      if (isDay && !Number.isNaN(Date.parse(`${value}T00:00:00Z`))) return value;
      throw wrong(place, value, 'a day as YYYY-MM-DD');
    },
  };
}

/** A value of a cell. */
export function cell(): Shape<string | number | null> {
  return {
    schema: { type: ['string', 'number', 'null'] },
    read: (value, place) => {
      if (value === null || typeof value === 'string' || typeof value === 'number') return value;
      throw wrong(place, value, 'a text, a number or null');
    },
  };
}

/** A list of values of one kind. */
export function list<T>(item: Shape<T>, description?: string): Shape<readonly T[]> {
  return {
    schema: { type: 'array', items: item.schema, ...described(description) },
    read: (value, place) => {
      if (!Array.isArray(value)) throw wrong(place, value, 'a list');
      return value.map((each: unknown, index) => item.read(each, `${place}[${index}]`));
    },
  };
}

/** A value or null. */
export function orNull<T>(shape: Shape<T>): NullableShape<T> {
  return {
    isNullable: true,
    schema: { anyOf: [shape.schema, { type: 'null' }] },
    read: (value, place) => (value === null ? null : shape.read(value, place)),
  };
}

/** A key that may be left out. */
export function optional<T>(shape: Shape<T>): OptionalShape<T> {
  return { ...shape, isOptional: true };
}

/** An object with these keys and no others. */
export function record<F extends Fields>(fields: F, description?: string): Shape<RecordOf<F>> {
  const entries = Object.entries(fields);
  const required = entries.filter(([, shape]) => !isOptional(shape)).map(([name]) => name);
  return {
    schema: {
      type: 'object',
      properties: Object.fromEntries(entries.map(([name, shape]) => [name, shape.schema])),
      ...(required.length > 0 ? { required } : {}),
      additionalProperties: false,
      ...described(description),
    },
    read: (value, place) => {
      if (!isRecord(value)) throw wrong(place, value, 'an object');
      requireKnown(Object.keys(value), Object.keys(fields));
      const found = entries.flatMap(([name, shape]) => {
        const own = value[name];
        // Some models write null for what they leave out.
        const isLeftOut = own === undefined || (own === null && !('isNullable' in shape));
        if (isLeftOut && isOptional(shape)) return [];
        if (own === undefined) throw wrong(name, undefined, 'a value: it is needed');
        return [[name, shape.read(own, name)]];
      });
      // Each key was read by its own shape, which the type cannot see.
      return Object.fromEntries(found) as RecordOf<F>;
    },
  };
}

function requireKnown(names: readonly string[], known: readonly string[]): void {
  const stranger = names.find(name => !known.includes(name));
  if (stranger === undefined) return;
  const close = closestName(stranger, known);
  const hint = close === undefined ? '' : `; did you mean "${close}"?`;
  const allowed = known.length === 0 ? 'nothing' : known.join(', ');
  throw badInput(`"${stranger}" is not known here, allowed: ${allowed}${hint}`);
}

function isOptional(shape: Shape<unknown>): boolean {
  return 'isOptional' in shape;
}

function described(description: string | undefined): { readonly description?: string } {
  return description === undefined ? {} : { description };
}

function wrong(place: string, found: unknown, allowed: string): DataSyncError {
  const shown = found === undefined ? 'missing' : (JSON.stringify(found) ?? typeof found);
  return badInput(`"${place}" is ${shown.slice(0, 80)}, allowed: ${allowed}`);
}

function badInput(message: string): DataSyncError {
  return new DataSyncError('assistant.bad-input', message);
}
