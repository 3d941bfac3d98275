// Reading Avro values as WebAssembly: bounds, varints, branches. What becomes of a value is its target's.
import type { AvroType, LogicalType } from '../../avro/fields';
import type { Scratch } from './scratch';
import type { ValueTarget } from './valueTarget';
import { call, i32, i64, memory, memoryAt, op, when, type Code, type Locals } from './wasmCode';
import { fail, helperIndex } from './wasmHelpers';
import { importIndex } from './wasmImports';

/** Writes the code that reads values of a block, from the local `p` on, and hands each to its target. */
export class FieldWriter {
  readonly #locals: Locals;
  readonly #scratch: Scratch;

  /** Declares what the code needs; `p` and `end` are there already. */
  constructor(locals: Locals, scratch: Scratch) {
    for (const name of ['byte', 'length']) locals.declare(name, 'i32');
    locals.declare('value', 'i64');
    locals.declare('real', 'f64');
    this.#locals = locals;
    this.#scratch = scratch;
  }

  /** Reads one value of the type. */
  value(type: AvroType, target: ValueTarget): Code {
    switch (type.kind) {
      case 'null':
        return target.nothing();
      case 'boolean':
        return this.#boolean(target);
      case 'int':
      case 'long':
        return this.#integer(type.kind, type.logical, target);
      case 'float':
        return [
          ...this.#real(4, op('f64.promote_f32', memory('f32.load', this.#p))),
          ...target.real(),
        ];
      case 'double':
        return [...this.#real(8, memory('f64.load', this.#p)), ...target.real()];
      case 'string':
        return [
          ...this.#length(),
          ...target.text(this.#p, this.#l, true),
          ...this.#advance(this.#l),
        ];
      case 'bytes':
        if (type.logical && target.wanted) return this.#converted(type, target);
        return [...this.#length(), ...target.blob(this.#p, this.#l), ...this.#advance(this.#l)];
      case 'fixed': {
        if (type.logical && target.wanted) return this.#converted(type, target);
        const size = i32(type.size);
        return [...this.#require(type.size), ...target.blob(this.#p, size), ...this.#advance(size)];
      }
      case 'enum':
        return this.#enum(type.symbols, target);
      case 'union':
        return this.#union(type.branches, target);
      case 'record':
      case 'array':
      case 'map':
        return this.#converted(type, target);
    }
  }

  #boolean(target: ValueTarget): Code {
    const { get, set } = bound(this.#locals);
    return [
      ...this.#require(1),
      ...set('byte', memory('i32.load8_u', this.#p)),
      ...when(
        op('i32.gt_u', get('byte'), i32(1)),
        fail('boolean', this.#p, op('i64.extend_i32_u', get('byte'))),
      ),
      ...this.#advance(i32(1)),
      ...set('value', op('i64.extend_i32_u', get('byte'))),
      ...target.small(),
    ];
  }

  #integer(kind: 'int' | 'long', logical: LogicalType | undefined, target: ValueTarget): Code {
    const read = kind === 'int' ? this.#int() : this.#number();
    if (!target.wanted) return read;
    if (logical) return [...read, ...target.calendar(this.#scratch.calendar(logical))];
    return [...read, ...(kind === 'int' ? target.small() : target.integer(this.#scratch))];
  }

  #enum(symbols: readonly string[], target: ValueTarget): Code {
    const { get } = bound(this.#locals);
    const read = [
      ...this.#number(),
      ...when(
        op('i64.ge_u', get('value'), i64(BigInt(symbols.length))),
        fail('symbol', this.#p, get('value')),
      ),
    ];
    if (!target.wanted) return read;
    // A table of pointers and lengths.
    const table = this.#scratch.symbols(symbols);
    const entry = op(
      'i32.add',
      i32(table),
      op('i32.shl', op('i32.wrap_i64', get('value')), i32(3)),
    );
    const pointer = memory('i32.load', entry);
    return [...read, ...target.text(pointer, memoryAt('i32.load', 4, entry), false)];
  }

  #union(branches: readonly AvroType[], target: ValueTarget): Code {
    const choice = this.#locals.get('value');
    const bad = fail('branch', this.#p, choice);
    const chosen = branches.reduceRight<Code>(
      (rest, branch, index) =>
        when(op('i64.eq', choice, i64(BigInt(index))), this.value(branch, target), rest),
      bad,
    );
    return [...this.#number(), ...chosen];
  }

  /** What the reader of the type turns into text by itself. */
  #converted(type: AvroType, target: ValueTarget): Code {
    const { get, set } = bound(this.#locals);
    const { index, cell } = this.#scratch.converted(type);
    const read = set('p', call(importIndex('host.convert'), i32(index), this.#p, get('end')));
    const text = target.text(
      memory('i32.load', i32(cell)),
      memory('i32.load', i32(cell + 4)),
      false,
    );
    return [...read, ...text];
  }

  /** A zigzag varint into `value`. */
  #number(): Code {
    const { get, set, pop } = bound(this.#locals);
    const byte = get('byte');
    const small = op(
      'i64.xor',
      op('i64.extend_i32_u', op('i32.shr_u', byte, i32(1))),
      op('i64.sub', i64(0n), op('i64.extend_i32_u', op('i32.and', byte, i32(1)))),
    );
    return [
      ...this.#require(1),
      ...set('byte', memory('i32.load8_u', this.#p)),
      ...when(
        op('i32.lt_u', byte, i32(128)),
        [...set('value', small), ...this.#advance(i32(1))],
        [...call(helperIndex.long, this.#p, get('end')), ...pop('p'), ...pop('value')],
      ),
    ];
  }

  #int(): Code {
    const { get } = bound(this.#locals);
    const narrow = op('i64.extend_i32_s', op('i32.wrap_i64', get('value')));
    const isWide = op('i64.ne', get('value'), narrow);
    return [...this.#number(), ...when(isWide, fail('int', this.#p, get('value')))];
  }

  /** A length that is there into `length`. */
  #length(): Code {
    const { get, set } = bound(this.#locals);
    const left = op('i64.extend_i32_u', op('i32.sub', get('end'), this.#p));
    return [
      ...this.#number(),
      // A negative length is a very large one.
      ...when(op('i64.gt_u', get('value'), left), fail('length', this.#p, get('value'))),
      ...set('length', op('i32.wrap_i64', get('value'))),
    ];
  }

  #real(bytes: number, value: Code): Code {
    const read = this.#locals.set('real', value);
    return [...this.#require(bytes), ...read, ...this.#advance(i32(bytes))];
  }

  #require(bytes: number): Code {
    const left = op('i32.sub', this.#locals.get('end'), this.#p);
    return when(op('i32.lt_u', left, i32(bytes)), fail('pastEnd', this.#p));
  }

  #advance(by: Code): Code {
    return this.#locals.set('p', op('i32.add', this.#p, by));
  }

  get #p(): Code {
    return this.#locals.get('p');
  }

  get #l(): Code {
    return this.#locals.get('length');
  }
}

function bound(locals: Locals) {
  return {
    get: (name: string) => locals.get(name),
    set: (name: string, value: Code) => locals.set(name, value),
    pop: (name: string) => locals.pop(name),
  };
}
