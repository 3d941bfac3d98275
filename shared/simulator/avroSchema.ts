/** A writer schema's JSON. */
export type AvroSchema = string | readonly AvroSchema[] | { readonly [key: string]: unknown };

/** One column of a record schema. */
export interface AvroColumn {
  readonly name: string;
  readonly type: AvroSchema;
}

/** `["null", type]`. */
export function nullable(type: AvroSchema): AvroSchema {
  return ['null', type];
}

/** A record in Pendo's namespace. */
export function record(name: string, fields: readonly AvroColumn[]): AvroSchema {
  return { type: 'record', name, namespace: 'io.pendo.datasync', fields };
}
