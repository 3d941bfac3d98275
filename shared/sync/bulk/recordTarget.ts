// How a value that was read is appended to the record of its row, as WebAssembly. The locals `head` and
// `body` are where the next serial type and the next value go.
import { calendarCode, noDay } from './calendarCode';
import { serialType } from './pageFormat';
import { recordIndex } from './recordPlaces';
import type { CalendarPlace } from './scratch';
import type { ValueTarget } from './valueTarget';
import { call, i32, i64, memory, op, plus, when, zero, type Code, type Locals } from './wasmCode';
import { checkText } from './wasmHelpers';

export class RecordTarget implements ValueTarget {
  readonly wanted = true;
  /** Runs once before the first row. */
  prologue: Code = [];
  /** The column that comes next is declared REAL: there SQLite knows no -0. */
  isReal = false;
  readonly #locals: Locals;

  constructor(locals: Locals) {
    locals.declare('head', 'i32');
    locals.declare('body', 'i32');
    this.#locals = locals;
  }

  nothing(): Code {
    return [...this.#type(serialType.null), ...this.#advance('head', 1)];
  }

  small(): Code {
    return this.integer();
  }

  integer(): Code {
    const { head, body } = this.#places();
    return this.#placed(call(recordIndex.integer, head, body, this.#locals.get('value')));
  }

  real(): Code {
    const real = this.#locals.get('real');
    const bits = call(
      recordIndex.swap,
      op('i64.reinterpret_f64', this.isReal ? op('f64.add', real, zero) : real),
    );
    const append = [
      ...this.#type(serialType.double),
      ...memory('i64.store', this.#locals.get('body'), bits),
      ...this.#advance('head', 1),
      ...this.#advance('body', 8),
    ];
    // NaN, which differs from itself, is NULL.
    return when(op('f64.eq', real, real), append, this.nothing());
  }

  text(pointer: Code, length: Code, isChecked: boolean): Code {
    const check = isChecked ? checkText(pointer, length) : [];
    return [...check, ...this.#bytes(pointer, length, serialType.text)];
  }

  blob(pointer: Code, length: Code): Code {
    return this.#bytes(pointer, length, serialType.blob);
  }

  /** Of two equal values the second finds its text written. */
  calendar(place: CalendarPlace): Code {
    const l = this.#locals;
    const [last, size, day] = ['last', 'size', 'day'].map(name => `${name}At${place.index}`);
    if (last === undefined || size === undefined || day === undefined) return [];
    l.declare(last, 'i64');
    l.declare(size, 'i32');
    l.declare(day, 'i64');
    this.prologue = [...this.prologue, ...l.set(day, i64(noDay))];
    const isOther = op(
      'i32.or',
      op('i64.ne', l.get('value'), l.get(last)),
      op('i32.eqz', l.get(size)),
    );
    const write = [
      ...calendarCode(l, place, day),
      ...l.set(size, l.get('length')),
      ...l.set(last, l.get('value')),
    ];
    return [
      ...when(isOther, write),
      ...this.#bytes(i32(place.pointer), l.get(size), serialType.text),
    ];
  }

  #bytes(pointer: Code, length: Code, empty: number): Code {
    const { head, body } = this.#places();
    return this.#placed(call(recordIndex.bytes, head, body, pointer, length, i32(empty)));
  }

  /** Takes the two places that a function gives back. */
  #placed(code: Code): Code {
    return [...code, ...this.#locals.pop('body'), ...this.#locals.pop('head')];
  }

  #places(): { head: Code; body: Code } {
    return { head: this.#locals.get('head'), body: this.#locals.get('body') };
  }

  #type(type: number): Code {
    return memory('i32.store8', this.#locals.get('head'), i32(type));
  }

  #advance(place: 'head' | 'body', by: number): Code {
    return this.#locals.set(place, plus(this.#locals.get(place), by));
  }
}
