// Dates and times as text, in WebAssembly: the day is written by JavaScript when it changes, the time
// of day of timestamps here.
import type { CalendarPlace, TimestampPlace } from './scratch';
import { call, choose, i32, i64, op, when, type Code, type Locals } from './wasmCode';
import { helperIndex } from './wasmHelpers';
import { importIndex } from './wasmImports';

/** What the local that holds the day at a place has when there is none. */
export const noDay = -(1n << 63n);

/** Writes the text of the local `value` at the place and sets `length`; `dayLocal` holds the day that stands there. */
export function calendarCode(locals: Locals, place: CalendarPlace, dayLocal: string): Code {
  const text = locals.set(
    'length',
    call(importIndex('host.calendar'), i32(place.index), locals.get('value')),
  );
  return place.unit ? timestampCode(locals, { ...place, unit: place.unit }, dayLocal, text) : text;
}

function timestampCode(
  l: Locals,
  place: TimestampPlace,
  ...[dayLocal, integerText]: [string, Code]
): Code {
  l.declare('day', 'i64');
  l.declare('units', 'i64');
  const perSecond = i64(BigInt(place.unit.perSecond));
  const perDay = i64(BigInt(place.unit.perSecond) * 86400n);
  const writeDay = call(importIndex('host.day'), i32(place.index), l.get('day'));
  return [
    ...l.set('day', op('i64.div_s', l.get('value'), perDay)),
    ...l.set('units', op('i64.sub', l.get('value'), op('i64.mul', l.get('day'), perDay))),
    // Days before 1970 count down.
    ...when(op('i64.lt_s', l.get('units'), i64(0n)), [
      ...l.set('day', op('i64.sub', l.get('day'), i64(1n))),
      ...l.set('units', op('i64.add', l.get('units'), perDay)),
    ]),
    ...when(
      op('i64.ne', l.get('day'), l.get(dayLocal)),
      l.set(dayLocal, choose('i64', writeDay, l.get('day'), i64(noDay))),
    ),
    ...when(
      op('i64.eq', l.get('day'), l.get(dayLocal)),
      [
        ...call(
          helperIndex.clock,
          ...[i32(place.pointer + 11), l.get('units'), perSecond, i32(place.unit.digits)],
        ),
        ...l.set('length', i32(place.length)),
      ],
      integerText,
    ),
  ];
}
