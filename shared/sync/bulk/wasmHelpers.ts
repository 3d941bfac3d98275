// Functions that every generated decoder has: varints, a look for ASCII, times of day as digits.
import {
  call,
  i32,
  i64,
  Locals,
  memory,
  op,
  plus,
  repeatWhile,
  unreachable,
  when,
  type Code,
} from './wasmCode';
import { failures, importIndex, wasmImports, type Failure } from './wasmImports';
import type { DefinedFunction } from './wasmModule';

/** Their place among all functions. */
export const helperIndex = {
  /** Address, end → the zigzag varint there, and where it ends. */
  long: wasmImports.length,
  /** Address, length → 1 when a byte is above 127. Reads up to 7 bytes behind. */
  hasHighBits: wasmImports.length + 1,
  /** Address, units since midnight, units of a second, digits of the fraction: writes `HH?MM?SS?fff`. */
  clock: wasmImports.length + 2,
} as const;

/** In that order. */
export function wasmHelpers(): DefinedFunction[] {
  return [longFunction(), hasHighBitsFunction(), clockFunction()];
}

/** Code that reports a failure at an address and ends. */
export function fail(failure: Failure, at: Code, value: Code = i64(0n)): Code {
  const report = call(importIndex('host.fail'), i32(failures[failure]), at, value);
  return [...report, ...unreachable];
}

/** Code that has a text checked where it is not plain ASCII. */
export function checkText(pointer: Code, length: Code): Code {
  const check = call(importIndex('host.checkText'), pointer, length);
  return when(call(helperIndex.hasHighBits, pointer, length), check);
}

function longFunction(): DefinedFunction {
  const l = new Locals(['p', 'end']);
  l.declare('start', 'i32');
  l.declare('byte', 'i32');
  l.declare('shift', 'i64');
  l.declare('value', 'i64');
  const bits = op('i64.extend_i32_u', op('i32.and', l.get('byte'), i32(127)));
  const readByte: Code = [
    ...when(op('i32.ge_u', l.get('p'), l.get('end')), fail('pastEnd', l.get('p'))),
    ...l.set('byte', memory('i32.load8_u', l.get('p'))),
    ...l.set('p', plus(l.get('p'), 1)),
    ...l.set('value', op('i64.or', l.get('value'), op('i64.shl', bits, l.get('shift')))),
  ];
  // The tenth byte holds the last bit.
  const isTooLong = op(
    'i32.and',
    op('i64.eq', l.get('shift'), i64(63n)),
    op('i32.gt_u', l.get('byte'), i32(1)),
  );
  const body: Code = [
    ...l.set('start', l.get('p')),
    ...readByte,
    ...repeatWhile(op('i32.gt_u', l.get('byte'), i32(127)), [
      ...l.set('shift', op('i64.add', l.get('shift'), i64(7n))),
      ...when(op('i64.gt_u', l.get('shift'), i64(63n)), fail('long', l.get('start'))),
      ...readByte,
    ]),
    ...when(isTooLong, fail('long', l.get('start'))),
    ...op(
      'i64.xor',
      op('i64.shr_u', l.get('value'), i64(1n)),
      op('i64.sub', i64(0n), op('i64.and', l.get('value'), i64(1n))),
    ),
    ...l.get('p'),
  ];
  return { params: ['i32', 'i32'], results: ['i64', 'i32'], locals: l.declared, body };
}

function hasHighBitsFunction(): DefinedFunction {
  const l = new Locals(['p', 'length']);
  l.declare('end', 'i32');
  l.declare('bits', 'i64');
  const gather = (word: Code) => l.set('bits', op('i64.or', l.get('bits'), word));
  const left = op('i64.extend_i32_u', op('i32.sub', l.get('end'), l.get('p')));
  const mask = op('i64.sub', op('i64.shl', i64(1n), op('i64.shl', left, i64(3n))), i64(1n));
  const body: Code = [
    ...l.set('end', op('i32.add', l.get('p'), l.get('length'))),
    ...repeatWhile(op('i32.ge_u', op('i32.sub', l.get('end'), l.get('p')), i32(8)), [
      ...gather(memory('i64.load', l.get('p'))),
      ...l.set('p', plus(l.get('p'), 8)),
    ]),
    ...when(
      op('i32.lt_u', l.get('p'), l.get('end')),
      gather(op('i64.and', memory('i64.load', l.get('p')), mask)),
    ),
    ...op('i64.ne', op('i64.and', l.get('bits'), i64(-0x7f7f7f7f7f7f7f80n)), i64(0n)),
  ];
  return { params: ['i32', 'i32'], results: ['i32'], locals: l.declared, body };
}

function clockFunction(): DefinedFunction {
  const l = new Locals(['at', 'units', 'perSecond', 'digits']);
  for (const name of ['seconds', 'minutes', 'hours', 'fraction']) l.declare(name, 'i32');
  const seconds = op('i32.wrap_i64', op('i64.div_s', l.get('units'), l.get('perSecond')));
  const whole = op('i64.mul', op('i64.extend_i32_u', l.get('seconds')), l.get('perSecond'));
  const rest = (of: string, more: string) =>
    op('i32.sub', l.get(of), op('i32.mul', l.get(more), i32(60)));
  const tenth = op('i32.div_u', l.get('fraction'), i32(10));
  const lastDigit = op('i32.sub', l.get('fraction'), op('i32.mul', tenth, i32(10)));
  const digitAt = op('i32.add', plus(l.get('at'), 8), l.get('digits'));
  const body: Code = [
    ...l.set('seconds', seconds),
    ...l.set('fraction', op('i32.wrap_i64', op('i64.sub', l.get('units'), whole))),
    ...l.set('minutes', op('i32.div_u', l.get('seconds'), i32(60))),
    ...l.set('hours', op('i32.div_u', l.get('minutes'), i32(60))),
    ...twoDigits(l.get('at'), l.get('hours')),
    ...twoDigits(plus(l.get('at'), 3), rest('minutes', 'hours')),
    ...twoDigits(plus(l.get('at'), 6), rest('seconds', 'minutes')),
    ...repeatWhile(l.get('digits'), [
      ...memory('i32.store8', digitAt, plus(lastDigit, 0x30)),
      ...l.set('fraction', tenth),
      ...l.set('digits', op('i32.sub', l.get('digits'), i32(1))),
    ]),
  ];
  return { params: ['i32', 'i64', 'i64', 'i32'], results: [], locals: l.declared, body };
}

function twoDigits(at: Code, value: Code): Code {
  const tens = op('i32.div_u', value, i32(10));
  const ones = op('i32.sub', value, op('i32.mul', tens, i32(10)));
  return [
    ...memory('i32.store8', at, plus(tens, 0x30)),
    ...memory('i32.store8', plus(at, 1), plus(ones, 0x30)),
  ];
}
