// Functions of generated code that write records as SQLite stores them.
import { mostPayload, serialType } from './pageFormat';
import { pageHelpers } from './pageHelpers';
import { globalIndex, recordIndex, type PageArea } from './recordPlaces';
import {
  copyMemory,
  giveBack,
  i32,
  i64,
  Locals,
  memory,
  op,
  plus,
  repeatWhile,
  setGlobal,
  when,
  call,
  type Code,
} from './wasmCode';
import type { DefinedFunction } from './wasmModule';

/** In that order. */
export function recordHelpers(area: PageArea): DefinedFunction[] {
  const { row, closePage } = pageHelpers(area);
  return [integerFunction(), bytesFunction(area), swapFunction(), row, varintFunction(), closePage];
}

/** Sizes of integers by what they must be below, with their serial types. */
const integerSizes = [
  { bits: 7n, bytes: 1, type: 1 },
  { bits: 15n, bytes: 2, type: 2 },
  { bits: 23n, bytes: 3, type: 3 },
  { bits: 31n, bytes: 4, type: 4 },
  { bits: 47n, bytes: 6, type: 5 },
] as const;

function integerFunction(): DefinedFunction {
  const l = new Locals(['head', 'body', 'value']);
  l.declare('size', 'i64');
  const finish = (type: number, bytes: number): Code => [
    ...memory('i32.store8', l.get('head'), i32(type)),
    ...(bytes === 0
      ? []
      : memory(
          'i64.store',
          l.get('body'),
          call(recordIndex.swap, op('i64.shl', l.get('value'), i64(BigInt(64 - 8 * bytes)))),
        )),
    ...plus(l.get('head'), 1),
    ...giveBack(plus(l.get('body'), bytes)),
  ];
  const body: Code = [
    ...when(op('i64.eq', l.get('value'), i64(0n)), finish(serialType.zero, 0)),
    ...when(op('i64.eq', l.get('value'), i64(1n)), finish(serialType.one, 0)),
    // Of a negative number the bits that differ from its sign.
    ...l.set('size', op('i64.xor', l.get('value'), op('i64.shr_s', l.get('value'), i64(63n)))),
    ...integerSizes.flatMap(({ bits, bytes, type }) =>
      when(op('i64.lt_s', l.get('size'), i64(1n << bits)), finish(type, bytes)),
    ),
    ...finish(6, 8),
  ];
  return { params: ['i32', 'i32', 'i64'], results: ['i32', 'i32'], locals: l.declared, body };
}

function bytesFunction({ body: area }: PageArea): DefinedFunction {
  const l = new Locals(['head', 'body', 'from', 'length', 'empty']);
  const type = op('i32.add', l.get('empty'), op('i32.shl', l.get('length'), i32(1)));
  const wide = op('i64.extend_i32_u', l.get('length'));
  const after = op(
    'i64.add',
    op('i64.extend_i32_u', op('i32.sub', l.get('body'), i32(area))),
    wide,
  );
  const word = (offset: number) =>
    memory(
      'i64.store',
      plus(l.get('body'), offset),
      memory('i64.load', plus(l.get('from'), offset)),
    );
  const body: Code = [
    ...when(op('i64.gt_u', after, i64(BigInt(mostPayload))), [
      ...setGlobal(globalIndex('tooLarge'), i32(1)),
      ...l.get('head'),
      ...giveBack(l.get('body')),
    ]),
    ...l.set('head', call(recordIndex.varint, l.get('head'), op('i64.extend_i32_u', type))),
    // Most texts are short: two words are copied sooner than a function is called.
    ...when(
      op('i32.lt_u', l.get('length'), i32(17)),
      [...word(0), ...word(8)],
      copyMemory(l.get('body'), l.get('from'), l.get('length')),
    ),
    ...l.get('head'),
    ...op('i32.add', l.get('body'), l.get('length')),
  ];
  return {
    params: ['i32', 'i32', 'i32', 'i32', 'i32'],
    results: ['i32', 'i32'],
    locals: l.declared,
    body,
  };
}

function swapFunction(): DefinedFunction {
  const l = new Locals(['x']);
  const step = (shift: bigint, mask: bigint): Code =>
    l.set(
      'x',
      op(
        'i64.or',
        op('i64.and', op('i64.shr_u', l.get('x'), i64(shift)), i64(mask)),
        op('i64.shl', op('i64.and', l.get('x'), i64(mask)), i64(shift)),
      ),
    );
  const body: Code = [
    ...step(8n, 0x00ff00ff00ff00ffn),
    ...step(16n, 0x0000ffff0000ffffn),
    ...step(32n, 0x00000000ffffffffn),
    ...l.get('x'),
  ];
  return { params: ['i64'], results: ['i64'], locals: l.declared, body };
}

/** Numbers up to 2^56, which row numbers and sizes stay below. */
function varintFunction(): DefinedFunction {
  const l = new Locals(['at', 'value']);
  l.declare('shift', 'i64');
  const bits = (shift: Code) =>
    op('i32.and', op('i32.wrap_i64', op('i64.shr_u', l.get('value'), shift)), i32(127));
  const put = (byte: Code): Code => [
    ...memory('i32.store8', l.get('at'), byte),
    ...l.set('at', plus(l.get('at'), 1)),
  ];
  const more = op('i64.shr_u', l.get('value'), op('i64.add', l.get('shift'), i64(7n)));
  const body: Code = [
    ...repeatWhile(
      op('i64.ne', more, i64(0n)),
      l.set('shift', op('i64.add', l.get('shift'), i64(7n))),
    ),
    ...repeatWhile(op('i64.ne', l.get('shift'), i64(0n)), [
      ...put(op('i32.or', bits(l.get('shift')), i32(128))),
      ...l.set('shift', op('i64.sub', l.get('shift'), i64(7n))),
    ]),
    ...put(bits(i64(0n))),
    ...l.get('at'),
  ];
  return { params: ['i32', 'i64'], results: ['i32'], locals: l.declared, body };
}
