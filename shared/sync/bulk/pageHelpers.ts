// The function of generated code that puts a record into a leaf page.
import { headerBytes, mostPayload, pageBytes, pageKind } from './pageFormat';
import { appended, globalIndex, recordIndex, type PageArea } from './recordPlaces';
import {
  call,
  choose,
  copyMemory,
  getGlobal,
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
  type Code,
} from './wasmCode';
import type { DefinedFunction } from './wasmModule';

/** `row` and `closePage`. */
export function pageHelpers(area: PageArea): { row: DefinedFunction; closePage: DefinedFunction } {
  return { row: rowFunction(area), closePage: closePageFunction() };
}

function rowFunction(area: PageArea): DefinedFunction {
  const l = new Locals(['head', 'body', 'rowid']);
  for (const name of ['types', 'values', 'payload', 'cell', 'at']) l.declare(name, 'i32');
  const page = getGlobal(globalIndex('page'));
  const top = getGlobal(globalIndex('top'));
  const cells = getGlobal(globalIndex('cells'));
  const leaves = getGlobal(globalIndex('leaves'));
  // The record's header counts its own size, which takes two bytes from 128 on.
  const ownSize = choose('i32', op('i32.lt_u', l.get('types'), i32(127)), i32(1), i32(2));
  const pointers = plus(op('i32.shl', cells, i32(1)), headerBytes.leaf);
  const isFull = op('i32.lt_u', top, op('i32.add', l.get('cell'), plus(pointers, 2)));
  const isTooLarge = op(
    'i32.or',
    op('i32.gt_u', l.get('payload'), i32(mostPayload)),
    op('i32.or', getGlobal(globalIndex('tooLarge')), op('i32.gt_u', l.get('types'), i32(16000))),
  );
  const writeVarint = (value: Code) => l.set('at', call(recordIndex.varint, l.get('at'), value));
  const copy = (from: Code, length: string): Code => [
    ...copyMemory(l.get('at'), from, l.get(length)),
    ...l.set('at', op('i32.add', l.get('at'), l.get(length))),
  ];
  const body: Code = [
    ...l.set('types', op('i32.sub', l.get('head'), i32(area.header))),
    ...l.set('values', op('i32.sub', l.get('body'), i32(area.body))),
    ...l.set('types', op('i32.add', l.get('types'), ownSize)),
    ...l.set('payload', op('i32.add', l.get('types'), l.get('values'))),
    ...when(isTooLarge, [
      ...setGlobal(globalIndex('tooLarge'), i32(0)),
      ...giveBack(i32(appended.tooLarge)),
    ]),
    // The longest varints of payload and row number that can be.
    ...l.set('cell', plus(l.get('payload'), 3 + 9)),
    ...when(op('i32.or', op('i32.eqz', page), isFull), newPage(area, { page, leaves })),
    ...setGlobal(globalIndex('top'), op('i32.sub', top, sizeOfCell(l))),
    ...storeShort(op('i32.add', page, pointers), top),
    ...setGlobal(globalIndex('cells'), plus(cells, 1)),
    ...l.set('at', op('i32.add', page, top)),
    ...writeVarint(op('i64.extend_i32_u', l.get('payload'))),
    ...writeVarint(l.get('rowid')),
    ...writeVarint(op('i64.extend_i32_u', l.get('types'))),
    ...l.set('types', op('i32.sub', l.get('head'), i32(area.header))),
    ...copy(i32(area.header), 'types'),
    ...copy(i32(area.body), 'values'),
    ...i32(appended.yes),
  ];
  return { params: ['i32', 'i32', 'i64'], results: ['i32'], locals: l.declared, body };
}

/** Begins the next leaf, or ends the function when there is none. */
function newPage(
  { pages, maxPages }: PageArea,
  { page, leaves }: { page: Code; leaves: Code },
): Code {
  const next = op('i32.add', i32(pages), op('i32.mul', leaves, i32(pageBytes)));
  return [
    ...when(page, call(recordIndex.closePage)),
    ...when(op('i32.eq', leaves, i32(maxPages)), giveBack(i32(appended.areaFull))),
    ...setGlobal(globalIndex('page'), next),
    ...setGlobal(globalIndex('leaves'), plus(leaves, 1)),
    ...setGlobal(globalIndex('top'), i32(pageBytes)),
    ...setGlobal(globalIndex('cells'), i32(0)),
  ];
}

/** Payload and the two varints before it; a cell has at least 4 bytes. */
function sizeOfCell(l: Locals): Code {
  const payload = l.get('payload');
  const payloadSize = choose(
    'i32',
    op('i32.lt_u', payload, i32(128)),
    i32(1),
    choose('i32', op('i32.lt_u', payload, i32(16384)), i32(2), i32(3)),
  );
  l.declare('rowidSize', 'i32');
  l.declare('rest', 'i64');
  l.declare('size', 'i32');
  const sum = op('i32.add', payload, op('i32.add', payloadSize, l.get('rowidSize')));
  return [
    ...l.set('rowidSize', i32(1)),
    ...l.set('rest', op('i64.shr_u', l.get('rowid'), i64(7n))),
    ...repeatWhile(op('i64.ne', l.get('rest'), i64(0n)), [
      ...l.set('rest', op('i64.shr_u', l.get('rest'), i64(7n))),
      ...l.set('rowidSize', plus(l.get('rowidSize'), 1)),
    ]),
    ...l.set('size', sum),
    ...choose('i32', op('i32.lt_u', l.get('size'), i32(4)), i32(4), l.get('size')),
  ];
}

function closePageFunction(): DefinedFunction {
  const page = getGlobal(globalIndex('page'));
  const body: Code = [
    ...memory('i32.store8', page, i32(pageKind.leaf)),
    ...storeShort(plus(page, 1), i32(0)),
    ...storeShort(plus(page, 3), getGlobal(globalIndex('cells'))),
    ...storeShort(plus(page, 5), getGlobal(globalIndex('top'))),
    ...memory('i32.store8', plus(page, 7), i32(0)),
  ];
  return { params: [], results: [], locals: [], body, exported: 'closePage' };
}

/** Two bytes, big-endian. */
function storeShort(at: Code, value: Code): Code {
  return [
    ...memory('i32.store8', at, op('i32.shr_u', value, i32(8))),
    ...memory('i32.store8', plus(at, 1), value),
  ];
}
