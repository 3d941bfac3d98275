/**
 * A decoded value. `long` is a number where that is exact, else a bigint; `bytes` and `fixed` are
 * bytes, an enum its symbol, a map a Map, a union the value of its branch (see UnionValue).
 */
export type AvroValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | readonly AvroValue[]
  | ReadonlyMap<string, AvroValue>
  | UnionValue
  | AvroRecord;

/** A record: its fields as own properties in schema order, without a prototype's names. */
export interface AvroRecord {
  readonly [field: string]: AvroValue;
}

/** A union's value together with its branch, where a decoder was asked to keep it. */
export class UnionValue {
  constructor(
    /** Index in the union's branches. */
    readonly branch: number,
    readonly value: AvroValue,
  ) {}
}

/** Whether a value is an array's. */
export function isArrayValue(value: AvroValue): value is readonly AvroValue[] {
  return Array.isArray(value);
}

/** Whether a value is a map's. */
export function isMapValue(value: AvroValue): value is ReadonlyMap<string, AvroValue> {
  return value instanceof Map;
}

/** Whether a value is a record. */
export function isRecordValue(value: AvroValue): value is AvroRecord {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Map) &&
    !(value instanceof Uint8Array) &&
    !(value instanceof UnionValue)
  );
}
