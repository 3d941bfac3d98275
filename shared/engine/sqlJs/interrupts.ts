// Stops a statement in the middle of a step. sql.js exports neither sqlite3_interrupt nor sqlite3_progress_handler, but its
// SQLite has the latter: what that function would write into a connection is written here. Where the fields are not
// where we know them, a look at a connection of its own shows it, and steps cannot be stopped.
import type { SqlJsModule } from 'sql.js';

import type { Heap } from './heap';
import { primaryCode, sqliteOk } from './resultCodes';

/** Byte offsets of xProgress, pProgressArg and nProgressOps in `sqlite3` on wasm32, as SQLite 3.54 has them. */
const field = { callback: 380, argument: 384, operations: 388 } as const;

/** Of SQLite's virtual machine, between two questions: some 20 µs. */
const operations = 2000;

/** Makes connections ask whether to stop. */
export interface Interrupts {
  watch(handle: number): void;
  leave(handle: number): void;
}

/** undefined where this build of SQLite cannot be stopped so. `isStopped` is asked while a watched connection works. */
export function findInterrupts(
  module: SqlJsModule,
  heap: Heap,
  isStopped: () => boolean,
): Interrupts | undefined {
  let isTrial = true;
  const callback = module.addFunction(() => (isTrial || isStopped() ? 1 : 0), 'ii');
  const set = (handle: number, [pointer, count]: readonly [number, number]) => {
    const view = heap.view();
    view.setUint32(handle + field.callback, pointer, true);
    view.setUint32(handle + field.operations, count, true);
  };
  const interrupts: Interrupts = {
    watch: handle => set(handle, [callback, operations]),
    leave: handle => set(handle, [0, 0]),
  };
  const works = tryOut(module, heap, interrupts);
  isTrial = false;
  return works ? interrupts : undefined;
}

/** A loop that would end by itself, in a connection that has nothing to lose. */
const loop =
  'WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 9999) SELECT max(i) FROM c';

function tryOut(module: SqlJsModule, heap: Heap, interrupts: Interrupts): boolean {
  const out = heap.alloc(4);
  const opened = heap.withText(':memory:', name => module._sqlite3_open(name, out));
  const handle = heap.view().getUint32(out, true);
  heap.free(out);
  const run = () => heap.withText(loop, sql => module._sqlite3_exec(handle, sql, 0, 0, 0));
  const fields = Object.values(field).map(offset => heap.view().getUint32(handle + offset, true));
  try {
    if (opened !== sqliteOk || fields.some(value => value !== 0)) return false;
    interrupts.watch(handle);
    const isStopped = run() === primaryCode.interrupt;
    interrupts.leave(handle);
    return isStopped && run() === sqliteOk;
  } catch (error) {
    // Fields of another meaning end in a trap.
    if (error instanceof Error) return false;
    throw error;
  } finally {
    module._sqlite3_close_v2(handle);
  }
}
