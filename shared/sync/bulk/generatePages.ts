// Writes the WebAssembly that turns the rows of blocks into leaf pages of a table, as SQLite stores them:
// the bytes go from the block into the page without SQLite looking at each value.
import type { AvroType } from '../../avro/fields';
import type { SqlType } from '../../columns/columns';
import { FieldWriter } from './fieldWriter';
import { recordHelpers } from './recordHelpers';
import { globalIndex, pageGlobals, recordIndex, type PageArea } from './recordPlaces';
import { RecordTarget } from './recordTarget';
import { forEachRow, rowNumber } from './rowLoop';
import type { Scratch } from './scratch';
import { SkipTarget } from './valueTarget';
import { call, giveBack, i32, Locals, setGlobal, when, type Code } from './wasmCode';
import { wasmHelpers } from './wasmHelpers';
import { wasmImports } from './wasmImports';
import { assembleModule } from './wasmModule';

/** What a column of the table takes, in the table's order. */
export type PageColumn =
  /** The row's number, which the record leaves out, or a column that the file does not have. */
  | { readonly kind: 'nothing' }
  /** The same text for all rows. */
  | { readonly kind: 'constant' }
  /** A field, after fields that no column takes. */
  | {
      readonly kind: 'field';
      readonly type: AvroType;
      readonly sqlType: SqlType | null;
      readonly skipped: readonly AvroType[];
    };

/** What the rows are made of. */
export interface PagePlan {
  readonly columns: readonly PageColumn[];
  /** Fields behind the last one that a column takes. */
  readonly skipped: readonly AvroType[];
}

/**
 * The module. It exports `decode(start, end, rows, firstRow, constant, constantLength)`, which returns
 * one of `appended`, `closePage` and the globals.
 */
export function generatePages(plan: PagePlan, area: PageArea, scratch: Scratch): Uint8Array {
  const locals = new Locals(['p', 'end', 'rows', 'firstRow', 'constant', 'constantLength']);
  for (const name of ['row', 'code', 'rowStart']) locals.declare(name, 'i32');
  const writer = new FieldWriter(locals, scratch);
  const target = new RecordTarget(locals);
  const skip = (types: readonly AvroType[]) =>
    types.flatMap(type => writer.value(type, new SkipTarget()));
  const columns = plan.columns.flatMap((column): Code => {
    switch (column.kind) {
      case 'nothing':
        return target.nothing();
      case 'constant':
        return target.text(locals.get('constant'), locals.get('constantLength'), false);
      case 'field':
        target.isReal = column.sqlType === 'REAL';
        return [...skip(column.skipped), ...writer.value(column.type, target)];
    }
  });
  const row: Code = [
    ...locals.set('rowStart', locals.get('p')),
    ...locals.set('head', i32(area.header)),
    ...locals.set('body', i32(area.body)),
    ...columns,
    ...skip(plan.skipped),
    ...appendRow(locals),
  ];
  const decode = {
    params: ['i32', 'i32', 'i32', 'i64', 'i32', 'i32'],
    results: ['i32'],
    locals: locals.declared,
    body: [...target.prologue, ...forEachRow(locals, row)],
    exported: 'decode',
  } as const;
  return assembleModule({
    imports: wasmImports,
    functions: [...wasmHelpers(), ...recordHelpers(area), decode],
    globals: pageGlobals,
  });
}

/** A row that finds no place ends the call before it: the caller goes on at its start. */
function appendRow(locals: Locals): Code {
  const places = [locals.get('head'), locals.get('body')];
  const append = call(recordIndex.row, ...places, rowNumber(locals));
  return when(locals.tee('code', append), [
    ...setGlobal(globalIndex('position'), locals.get('rowStart')),
    ...giveBack(locals.get('code')),
  ]);
}
