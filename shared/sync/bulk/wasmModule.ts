// Puts WebAssembly modules together, byte by byte (WebAssembly core specification, "Binary Format").
// It knows the format's frame; what stands in functions is made by wasmCode.ts.

/** Number types, by their bytes. */
export const wasmType = { i32: 0x7f, i64: 0x7e, f64: 0x7c } as const;
export type WasmType = keyof typeof wasmType;

/** Parameters and results of a function. */
export interface Signature {
  readonly params: readonly WasmType[];
  readonly results: readonly WasmType[];
}

export interface ImportedFunction extends Signature {
  readonly module: string;
  readonly name: string;
}

export interface DefinedFunction extends Signature {
  readonly locals: readonly WasmType[];
  /** Instructions without the end, in lists of lists. */
  readonly body: NestedBytes;
  /** Name under which JavaScript finds it. */
  readonly exported?: string;
}

/** Bytes in lists of lists, so that long pieces are not copied on every level. */
export type NestedBytes = readonly (number | NestedBytes)[];

/** What a module is made of. Functions count imported ones first; all globals are i32, start at 0 and are exported. */
export interface ModuleParts {
  readonly imports: readonly ImportedFunction[];
  readonly functions: readonly DefinedFunction[];
  readonly globals: readonly string[];
}

/** The module's bytes. It imports its memory as `env.memory`. */
export function assembleModule({ imports, functions, globals }: ModuleParts): Uint8Array {
  const types = new SignatureTable();
  const importEntries = imports.map(each => [
    ...nameBytes(each.module),
    ...nameBytes(each.name),
    externalKind.function,
    ...unsigned(types.indexOf(each)),
  ]);
  const memory = [...nameBytes('env'), ...nameBytes('memory'), externalKind.memory, 0, 0];
  const functionTypes = functions.map(each => unsigned(types.indexOf(each)));
  const exported = functions.flatMap(({ exported: name }, index) =>
    name === undefined
      ? []
      : [[...nameBytes(name), externalKind.function, ...unsigned(imports.length + index)]],
  );
  const globalExports = globals.map((name, index) => [
    ...nameBytes(name),
    externalKind.global,
    ...unsigned(index),
  ]);
  return Uint8Array.from(
    [
      [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
      section(1, vector(types.entries)),
      section(2, vector([memory, ...importEntries])),
      section(3, vector(functionTypes)),
      section(6, vector(globals.map(() => [wasmType.i32, 1, 0x41, 0, 0x0b]))),
      section(7, vector([...exported, ...globalExports])),
      section(10, vector(functions.map(codeEntry))),
    ].flat(),
  );
}

/** LEB128. */
export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? low | 0x80 : low);
  } while (rest > 0);
  return bytes;
}

/** LEB128 with the sign in the last byte. */
export function signed(value: bigint): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (;;) {
    const low = Number(rest & 127n);
    rest >>= 7n;
    const isLast = (rest === 0n && low < 64) || (rest === -1n && low >= 64);
    bytes.push(isLast ? low : low | 0x80);
    if (isLast) return bytes;
  }
}

const externalKind = { function: 0, memory: 2, global: 3 } as const;

/** Each signature once. */
class SignatureTable {
  readonly entries: number[][] = [];
  readonly #indices = new Map<string, number>();

  indexOf({ params, results }: Signature): number {
    const entry = [0x60, ...typeVector(params), ...typeVector(results)];
    const key = entry.join();
    const known = this.#indices.get(key);
    if (known !== undefined) return known;
    this.#indices.set(key, this.entries.length);
    return this.entries.push(entry) - 1;
  }
}

function codeEntry({ locals, body }: DefinedFunction): number[] {
  const declared = vector(locals.map(type => [1, wasmType[type]]));
  const bytes: number[] = [];
  joinInto(bytes, body);
  const size = declared.length + bytes.length + 1;
  return [unsigned(size), declared, bytes, [0x0b]].flat();
}

function joinInto(bytes: number[], nested: NestedBytes): void {
  for (const item of nested) {
    if (typeof item === 'number') bytes.push(item);
    else joinInto(bytes, item);
  }
}

function section(id: number, content: readonly number[]): number[] {
  return [[id], unsigned(content.length), content].flat();
}

function vector(entries: readonly (readonly number[])[]): number[] {
  return [unsigned(entries.length), ...entries].flat();
}

function typeVector(types: readonly WasmType[]): number[] {
  return [...unsigned(types.length), ...types.map(type => wasmType[type])];
}

function nameBytes(name: string): number[] {
  const bytes = [...Buffer.from(name)];
  return [...unsigned(bytes.length), ...bytes];
}
