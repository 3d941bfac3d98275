// Writes the WebAssembly of a row decoder for one writer schema: it walks the bytes of a block in the
// engine's heap and binds what it finds to an INSERT, SQLite's functions called without JavaScript between.
import type { AvroType } from '../../avro/fields';
import { BindTarget } from './bindTarget';
import { FieldWriter } from './fieldWriter';
import { forEachRow, rowGlobals, rowNumber } from './rowLoop';
import type { Scratch } from './scratch';
import { SkipTarget } from './valueTarget';
import { call, giveBack, i32, Locals, op, setGlobal, when, type Code } from './wasmCode';
import { wasmHelpers } from './wasmHelpers';
import { importIndex, wasmImports } from './wasmImports';
import { assembleModule } from './wasmModule';

/** One field of the writer schema and the parameters that take it. */
export interface BulkField {
  readonly type: AvroType;
  /** Counts from 1; undefined: the value is skipped. */
  readonly param?: number;
  /** Takes the decimal digits of an integer where the column has no type that would convert them. */
  readonly integerParam?: number;
}

const done = 101;

/**
 * The module. It exports `decode(statement, start, end, rows, firstRow)`, which returns 0, or the
 * first result code of SQLite that was no success. `rowParam` takes the row's number.
 */
export function generateDecoder(
  fields: readonly BulkField[],
  rowParam: number | undefined,
  scratch: Scratch,
): Uint8Array {
  const params = ['statement', 'p', 'end', 'rows', 'firstRow'];
  const locals = new Locals(params);
  for (const name of ['row', 'code']) locals.declare(name, 'i32');
  const writer = new FieldWriter(locals, scratch);
  let prologue: Code = [];
  const body = fields.map(({ type, param, integerParam }) => {
    if (param === undefined) return writer.value(type, new SkipTarget());
    const target = new BindTarget(locals, { param, integerParam });
    prologue = [...prologue, ...target.prologue()];
    return writer.value(type, target);
  });
  const numbering =
    rowParam === undefined
      ? undefined
      : new BindTarget(locals, { param: rowParam, integerParam: undefined });
  const row: Code = [
    body,
    ...(numbering ? bindRow(locals, numbering) : []),
    ...returnUnless(0, locals.get('code'), locals),
    ...returnUnless(done, call(importIndex('sqlite.step'), locals.get('statement')), locals),
    ...locals.set('code', call(importIndex('sqlite.reset'), locals.get('statement'))),
  ];
  const code: Code = [
    ...prologue,
    ...(numbering ? numbering.prologue() : []),
    ...forEachRow(locals, row),
  ];
  const decode = {
    params: ['i32', 'i32', 'i32', 'i32', 'i64'],
    results: ['i32'],
    locals: locals.declared,
    body: code,
    exported: 'decode',
  } as const;
  return assembleModule({
    imports: wasmImports,
    functions: [...wasmHelpers(), decode],
    globals: rowGlobals,
  });
}

function returnUnless(wanted: number, code: Code, locals: Locals): Code {
  const failed = op('i32.ne', locals.tee('code', code), i32(wanted));
  return when(failed, [...setGlobal(1, locals.get('p')), ...giveBack(locals.get('code'))]);
}

function bindRow(locals: Locals, target: BindTarget): Code {
  return [...locals.set('value', rowNumber(locals)), ...target.integer(undefined)];
}
