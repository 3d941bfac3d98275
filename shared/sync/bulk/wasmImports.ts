// What the generated decoder calls outside of itself, by name and in a fixed order.
import type { ImportedFunction, Signature, WasmType } from './wasmModule';

function signature(params: readonly WasmType[], results: readonly WasmType[] = []): Signature {
  return { params, results };
}

const bindBytes = signature(['i32', 'i32', 'i32', 'i32', 'i32'], ['i32']);

const signatures = {
  // SQLite: statement, parameter, value; the last argument 0 means that bytes stay where they are.
  'sqlite.text': bindBytes,
  'sqlite.blob': bindBytes,
  'sqlite.int': signature(['i32', 'i32', 'i32'], ['i32']),
  'sqlite.double': signature(['i32', 'i32', 'f64'], ['i32']),
  'sqlite.step': signature(['i32'], ['i32']),
  'sqlite.reset': signature(['i32'], ['i32']),
  // The runtime in JavaScript: kind of failure, address, value. It throws.
  'host.fail': signature(['i32', 'i32', 'i64']),
  /** Throws unless the bytes are UTF-8. */
  'host.checkText': signature(['i32', 'i32']),
  /** Place, value → length of the date, time or integer that now stands there. */
  'host.calendar': signature(['i32', 'i64'], ['i32']),
  /** Place, day → 1 when the day now stands there, 0 for a day that has no four-digit year. */
  'host.day': signature(['i32', 'i64'], ['i32']),
  /** Place, address, end → where the value ends whose text the place now holds. */
  'host.convert': signature(['i32', 'i32', 'i32'], ['i32']),
} as const;

export type ImportName = keyof typeof signatures;

const names = Object.keys(signatures) as ImportName[];

/** In the order in which functions are counted. */
export const wasmImports: readonly ImportedFunction[] = names.map(name => {
  const [module = '', field = ''] = name.split('.');
  return { module, name: field, ...signatures[name] };
});

export function importIndex(name: ImportName): number {
  return names.indexOf(name);
}

/** Failures that generated code finds. */
export const failures = {
  pastEnd: 0,
  boolean: 1,
  branch: 2,
  symbol: 3,
  length: 4,
  long: 5,
  int: 6,
} as const;

export type Failure = keyof typeof failures;
