// What decoders of rows have in common, whatever they make of the values.
import { i32, op, plus, repeatWhile, setGlobal, type Code, type Locals } from './wasmCode';

/** Globals that the code leaves behind, in this order: where it stands. */
export const rowGlobals = ['row', 'position'] as const;

/** Does the same for each of the `rows`, counted in the local `row`; returns 0. */
export function forEachRow(locals: Locals, each: Code): Code {
  const row: Code = [
    ...setGlobal(0, locals.get('row')),
    ...each,
    ...locals.set('row', plus(locals.get('row'), 1)),
  ];
  return [
    ...repeatWhile(op('i32.lt_u', locals.get('row'), locals.get('rows')), row),
    ...setGlobal(1, locals.get('p')),
    ...i32(0),
  ];
}

/** The number that the row gets in its table. */
export function rowNumber(locals: Locals): Code {
  return op('i64.add', locals.get('firstRow'), op('i64.extend_i32_u', locals.get('row')));
}
