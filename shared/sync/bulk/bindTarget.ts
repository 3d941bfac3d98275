// How a value that was read is bound to its parameter, as WebAssembly. Bindings outlive a step, so
// what is the same as in the last row is not bound again.
import { calendarCode, noDay } from './calendarCode';
import type { CalendarPlace, Scratch } from './scratch';
import type { ValueTarget } from './valueTarget';
import { call, i32, i64, op, when, type Code, type Locals } from './wasmCode';
import { checkText } from './wasmHelpers';
import { importIndex, type ImportName } from './wasmImports';

/**
 * What is bound to a parameter now: the number in its local `last`, NULL, something else, or who
 * knows; from `text` on the text of `last` at the calendar place of that index, because the branches
 * of a union write the same number in different ways.
 */
const state = { last: 0, null: 1, other: 2, unknown: 3, text: 4 } as const;

/** Largest integer up to which each is a double. */
const exact = 1n << 53n;

interface TargetOptions {
  readonly param: number;
  readonly integerParam: number | undefined;
}

export class BindTarget implements ValueTarget {
  readonly wanted = true;
  readonly #locals: Locals;
  readonly #options: TargetOptions;
  readonly #state: string;
  readonly #integerState: string;
  readonly #last: string;
  readonly #day: string;

  constructor(locals: Locals, options: TargetOptions) {
    this.#locals = locals;
    this.#options = options;
    this.#state = `state${options.param}`;
    this.#integerState = `integerState${options.param}`;
    this.#last = `last${options.param}`;
    this.#day = `day${options.param}`;
    locals.declare(this.#state, 'i32');
    locals.declare(this.#integerState, 'i32');
    locals.declare(this.#last, 'i64');
    locals.declare(this.#day, 'i64');
  }

  /** Other files share the statement: what it has bound is not known. */
  prologue(): Code {
    return [
      ...this.#locals.set(this.#state, i32(state.unknown)),
      ...this.#locals.set(this.#integerState, i32(state.unknown)),
      ...this.#locals.set(this.#day, i64(noDay)),
    ];
  }

  nothing(): Code {
    const isNull = op('i32.eq', this.#locals.get(this.#state), i32(state.null));
    const bind = [
      ...this.#bind('sqlite.text', i32(0), i32(0), i32(0)),
      ...this.#locals.set(this.#state, i32(state.null)),
    ];
    return [...when(isNull, [], bind), ...this.#noInteger()];
  }

  small(): Code {
    const isSame = op(
      'i32.and',
      op('i64.eq', this.#value, this.#locals.get(this.#last)),
      op('i32.eq', this.#locals.get(this.#state), i32(state.last)),
    );
    const bind = [
      ...this.#bind('sqlite.int', op('i32.wrap_i64', this.#value)),
      ...this.#bound(state.last),
      ...this.#locals.set(this.#last, this.#value),
    ];
    return when(isSame, [], bind);
  }

  integer(scratch: Scratch | undefined): Code {
    const narrow = op('i64.extend_i32_s', op('i32.wrap_i64', this.#value));
    const isSmall = op('i64.eq', this.#value, narrow);
    return when(isSmall, this.small(), this.#large(scratch));
  }

  real(): Code {
    const real = this.#locals.get('real');
    const bind = [...this.#bind('sqlite.double', real), ...this.#bound(state.other)];
    // NaN, which differs from itself, is NULL.
    return when(op('f64.eq', real, real), bind, this.nothing());
  }

  text(pointer: Code, length: Code, isChecked: boolean): Code {
    const check = isChecked ? checkText(pointer, length) : [];
    const bind = this.#bind('sqlite.text', pointer, length, i32(0));
    return [...check, ...bind, ...this.#bound(state.other)];
  }

  blob(pointer: Code, length: Code): Code {
    const bind = this.#bind('sqlite.blob', pointer, length, i32(0));
    return [...bind, ...this.#bound(state.other)];
  }

  calendar(place: CalendarPlace): Code {
    const text = state.text + place.index;
    const isOther = op(
      'i32.or',
      op('i64.ne', this.#value, this.#locals.get(this.#last)),
      op('i32.ne', this.#locals.get(this.#state), i32(text)),
    );
    return when(isOther, [
      ...calendarCode(this.#locals, place, this.#day),
      ...this.#bind('sqlite.text', i32(place.pointer), this.#locals.get('length'), i32(0)),
      ...this.#bound(text),
      ...this.#locals.set(this.#last, this.#value),
    ]);
  }

  /** An integer beyond 32 bits: as a double where that is exact and the column makes an integer of it. */
  #large(scratch: Scratch | undefined): Code {
    const asDouble = [
      ...this.#bind('sqlite.double', op('f64.convert_i64_s', this.#value)),
      ...this.#bound(state.other),
    ];
    if (!scratch) return asDouble;
    const place = scratch.integer();
    const length = call(importIndex('host.calendar'), i32(place.index), this.#value);
    const { integerParam } = this.#options;
    if (integerParam === undefined) {
      const isExact = op('i64.le_u', op('i64.add', this.#value, i64(exact)), i64(exact * 2n));
      const digits = this.#bind('sqlite.text', i32(place.pointer), length, i32(0));
      return when(isExact, asDouble, [...digits, ...this.#bound(state.other)]);
    }
    return [
      ...this.#bind('sqlite.text', i32(0), i32(0), i32(0)),
      ...this.#locals.set(this.#state, i32(state.null)),
      ...this.#bindTo(integerParam, 'sqlite.text', i32(place.pointer), length, i32(0)),
      ...this.#locals.set(this.#integerState, i32(state.other)),
    ];
  }

  #bound(what: number): Code {
    return [...this.#locals.set(this.#state, i32(what)), ...this.#noInteger()];
  }

  #noInteger(): Code {
    const { integerParam } = this.#options;
    if (integerParam === undefined) return [];
    const isNull = op('i32.eq', this.#locals.get(this.#integerState), i32(state.null));
    return when(
      isNull,
      [],
      [
        ...this.#bindTo(integerParam, 'sqlite.text', i32(0), i32(0), i32(0)),
        ...this.#locals.set(this.#integerState, i32(state.null)),
      ],
    );
  }

  #bind(name: ImportName, ...values: readonly Code[]): Code {
    return this.#bindTo(this.#options.param, name, ...values);
  }

  /** Result codes are gathered: any that is not 0 ends the row before it is inserted. */
  #bindTo(param: number, name: ImportName, ...values: readonly Code[]): Code {
    const l = this.#locals;
    const bind = call(importIndex(name), l.get('statement'), i32(param), ...values);
    return l.set('code', op('i32.or', l.get('code'), bind));
  }

  get #value(): Code {
    return this.#locals.get('value');
  }
}
