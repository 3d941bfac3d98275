// The words in which schema.ts describes the files.

/** One member of an object in the files. */
export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly presence: Presence;
  readonly description: string;
  readonly source: Source;
  readonly example?: string;
}

export type Presence =
  /** A loader cannot do without. */
  | 'required'
  /** Always seen, but nothing breaks without it. */
  | 'expected'
  /** May be absent, which can have a meaning of its own. */
  | 'optional';

export type Source =
  /** Pendo's documentation says so. */
  | 'documented'
  /** Concluded from examples and public loaders. */
  | 'inferred';

export type FieldType =
  | { readonly kind: 'string'; readonly format?: StringFormat }
  /** A string; a number is read too, with the digits of the file. */
  | { readonly kind: 'id' }
  /** A whole number that is not negative. */
  | { readonly kind: 'integer' }
  /** Any number: a rule of its own says which. */
  | { readonly kind: 'number' }
  /** Relative paths; a single string is read too. */
  | { readonly kind: 'files' }
  /** Strings, or null. */
  | { readonly kind: 'words'; readonly known: readonly string[] }
  | { readonly kind: 'object'; readonly type: ObjectType }
  | { readonly kind: 'list'; readonly items: ObjectType };

export type StringFormat = 'timestamp' | 'periodId' | 'url' | 'matchableId' | 'matchableType';

/** An object of the files by its members. */
export interface ObjectType {
  /** What a message calls it: `the export`. */
  readonly name: string;
  readonly fields: readonly Field[];
}
