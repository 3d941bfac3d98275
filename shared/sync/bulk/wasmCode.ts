// WebAssembly instructions as expressions: each function gives the bytes of an instruction with its
// operands before it, so that code reads from the outside in.
import { signed, unsigned, wasmType, type WasmType } from './wasmModule';

/** Bytes of instructions, in lists of lists that are joined once at the end. */
export type Code = readonly (number | Code)[];

/** Operations that take their operands from the stack. */
const operations = {
  'i32.eqz': 0x45,
  'i32.eq': 0x46,
  'i32.ne': 0x47,
  'i32.lt_u': 0x49,
  'i32.gt_u': 0x4b,
  'i32.ge_u': 0x4f,
  'i64.eq': 0x51,
  'i64.ne': 0x52,
  'i64.lt_s': 0x53,
  'i64.gt_u': 0x56,
  'i64.le_u': 0x58,
  'i64.ge_u': 0x5a,
  'f64.eq': 0x61,
  'i32.add': 0x6a,
  'i32.sub': 0x6b,
  'i32.mul': 0x6c,
  'i32.div_u': 0x6e,
  'i32.and': 0x71,
  'i32.or': 0x72,
  'i32.shl': 0x74,
  'i32.shr_u': 0x76,
  'f64.add': 0xa0,
  'i64.add': 0x7c,
  'i64.sub': 0x7d,
  'i64.mul': 0x7e,
  'i64.div_s': 0x7f,
  'i64.and': 0x83,
  'i64.or': 0x84,
  'i64.xor': 0x85,
  'i64.shr_s': 0x87,
  'i64.shl': 0x86,
  'i64.shr_u': 0x88,
  'i32.wrap_i64': 0xa7,
  'i64.extend_i32_s': 0xac,
  'i64.extend_i32_u': 0xad,
  'f64.convert_i64_s': 0xb9,
  'f64.promote_f32': 0xbb,
  'i64.reinterpret_f64': 0xbd,
} as const;

/** Reads and writes of memory at any alignment. */
const memoryOperations = {
  'i32.load': 0x28,
  'i64.load': 0x29,
  'f32.load': 0x2a,
  'f64.load': 0x2b,
  'i32.load8_u': 0x2d,
  'i64.store': 0x37,
  'i32.store8': 0x3a,
} as const;

/** An operation on its operands. */
export function op(name: keyof typeof operations, ...operands: readonly Code[]): Code {
  return [operands, operations[name]];
}

/** A read at an address, or a write of a value there. */
export function memory(name: keyof typeof memoryOperations, ...operands: readonly Code[]): Code {
  return [operands, memoryOperations[name], 0, 0];
}

/** `memory` at an address plus a constant. */
export function memoryAt(
  name: keyof typeof memoryOperations,
  offset: number,
  ...operands: readonly Code[]
): Code {
  return [operands, memoryOperations[name], 0, ...unsigned(offset)];
}

export function i32(value: number): Code {
  return [0x41, ...signed(BigInt(value))];
}

export function i64(value: bigint): Code {
  return [0x42, ...signed(value)];
}

/** A number of 32 bits and a constant. */
export function plus(value: Code, constant: number): Code {
  return op('i32.add', value, i32(constant));
}

/** 0.0 */
export const zero: Code = [0x44, 0, 0, 0, 0, 0, 0, 0, 0];

export function call(index: number, ...operands: readonly Code[]): Code {
  return [operands, 0x10, ...unsigned(index)];
}

export function getGlobal(index: number): Code {
  return [0x23, ...unsigned(index)];
}

export function setGlobal(index: number, value: Code): Code {
  return [value, 0x24, ...unsigned(index)];
}

/** Copies bytes: target, source, length. */
export function copyMemory(...operands: readonly [Code, Code, Code]): Code {
  return [operands, 0xfc, 0x0a, 0, 0];
}

export function when(condition: Code, then: Code, otherwise?: Code): Code {
  const rest = otherwise ? [0x05, otherwise] : [];
  return [condition, 0x04, noResult, then, rest, 0x0b];
}

/** Either of two values. */
export function choose(type: WasmType, ...[condition, then, otherwise]: [Code, Code, Code]): Code {
  return [condition, 0x04, wasmType[type], then, 0x05, otherwise, 0x0b];
}

/** Runs the body as long as the condition holds. */
export function repeatWhile(condition: Code, body: Code): Code {
  const leave = [condition, 0x45, 0x0d, 1];
  return [0x02, noResult, 0x03, noResult, leave, body, 0x0c, 0, 0x0b, 0x0b];
}

export function giveBack(value: Code): Code {
  return [value, 0x0f];
}

/** Behind a call that never returns. */
export const unreachable: Code = [0x00];

const noResult = 0x40;

/** The parameters and locals of one function by name. */
export class Locals {
  readonly declared: WasmType[] = [];
  readonly #params: number;
  readonly #indices: Map<string, number>;

  constructor(params: readonly string[]) {
    this.#params = params.length;
    this.#indices = new Map(params.map((name, index) => [name, index]));
  }

  /** Adds a local, 0 at first; a name that is there already stays what it is. */
  declare(name: string, type: WasmType): void {
    if (this.#indices.has(name)) return;
    this.#indices.set(name, this.#params + this.declared.length);
    this.declared.push(type);
  }

  get(name: string): Code {
    return [0x20, ...this.#index(name)];
  }

  set(name: string, value: Code): Code {
    return [value, 0x21, ...this.#index(name)];
  }

  /** Sets the local to the value on the stack. */
  pop(name: string): Code {
    return [0x21, ...this.#index(name)];
  }

  /** Sets the local and leaves the value. */
  tee(name: string, value: Code): Code {
    return [value, 0x22, ...this.#index(name)];
  }

  #index(name: string): number[] {
    const index = this.#indices.get(name);
    if (index === undefined) throw new RangeError(`no local ${name}`);
    return unsigned(index);
  }
}
