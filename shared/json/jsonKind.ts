/** What a node of a JsonDocument is. */
export type JsonKind =
  | 'null'
  | 'true'
  | 'false'
  | 'number'
  | 'string'
  | 'array'
  | 'object'
  /** The name of an object's member; its value is its only child. */
  | 'key'
  /** Text where a value belongs but that is none, such as `...` or `01`; a problem says what it is. */
  | 'invalid';

/** The kinds in the order of their codes in the node table. */
export const jsonKinds: readonly JsonKind[] = [
  'null',
  'true',
  'false',
  'number',
  'string',
  'array',
  'object',
  'key',
  'invalid',
];

/** Codes of the kinds in the node table. */
export const kindCode = {
  null: 0,
  true: 1,
  false: 2,
  number: 3,
  string: 4,
  array: 5,
  object: 6,
  key: 7,
  invalid: 8,
} as const satisfies Record<JsonKind, number>;
