// The writer schema as a graph of types: names resolved, recursion by identity, unknown logical types dropped.

/** Logical types that are shown and stored as something else than their base type (Avro specification, "Logical Types"). */
export type LogicalType =
  | { readonly name: 'date' }
  | { readonly name: 'time-millis' }
  | { readonly name: 'time-micros' }
  | { readonly name: 'timestamp-millis' }
  | { readonly name: 'timestamp-micros' }
  | { readonly name: 'timestamp-nanos' }
  | { readonly name: 'local-timestamp-millis' }
  | { readonly name: 'local-timestamp-micros' }
  | { readonly name: 'local-timestamp-nanos' }
  | { readonly name: 'uuid' }
  /** 12 bytes: months, days, milliseconds, each an unsigned little-endian 32-bit integer. */
  | { readonly name: 'duration' }
  /** Unscaled big-endian two's complement integer in bytes or fixed. */
  | { readonly name: 'decimal'; readonly precision: number; readonly scale: number };

/** One Avro type; a named type that contains itself is the same object again. */
export type AvroType =
  | { readonly kind: 'null' | 'boolean' | 'float' | 'double' }
  | { readonly kind: 'int' | 'long' | 'string' | 'bytes'; readonly logical?: LogicalType }
  | {
      readonly kind: 'fixed';
      readonly name: string;
      readonly size: number;
      readonly logical?: LogicalType;
    }
  | { readonly kind: 'enum'; readonly name: string; readonly symbols: readonly string[] }
  | RecordType
  | { readonly kind: 'array'; readonly items: AvroType }
  | { readonly kind: 'map'; readonly values: AvroType }
  | { readonly kind: 'union'; readonly branches: readonly AvroType[] };

export interface RecordType {
  readonly kind: 'record';
  readonly name: string;
  readonly fields: readonly Field[];
}

export interface Field {
  readonly name: string;
  readonly type: AvroType;
  readonly doc?: string;
}
