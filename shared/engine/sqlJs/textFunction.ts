// Functions in JavaScript that SQL can call, from one text to another.
import type { Connection } from './connection';
import type { SqlJs } from './loadSqlJs';
import { columnType } from './resultCodes';

/** SQLite copies the bytes before the call returns. */
const copied = -1;
/** UTF-8, deterministic, and innocuous: without the last, views may not call it (`trusted_schema=OFF`). */
const flags = 0x1 | 0x800 | 0x200000;

type Body = (text: string) => string;

/** A place in the table of functions is never free again: many connections share that of one body. */
const pointers = new WeakMap<Body, number>();

/** Makes `name(text)` known to a connection. */
export function addTextFunction(connection: Connection, name: string, body: Body): void {
  const { module, heap } = connection.sqlJs;
  const pointer = pointers.get(body) ?? pointerOf(connection.sqlJs, body);
  pointers.set(body, pointer);
  connection.enter();
  const code = heap.withText(name, text =>
    module._sqlite3_create_function_v2(connection.handle, text, 1, flags, 0, pointer, 0, 0, 0),
  );
  connection.check(code);
}

function pointerOf({ module, heap }: SqlJs, body: Body): number {
  const call = (context: number, _: number, values: number): number => {
    const value = heap.view().getUint32(values, true);
    if (module._sqlite3_value_type(value) === columnType.null) {
      module._sqlite3_result_null(context);
      return 0;
    }
    const pointer = module._sqlite3_value_text(value);
    const text = heap.text(pointer, module._sqlite3_value_bytes(value));
    try {
      heap.withText(body(text), (answer, bytes) =>
        module._sqlite3_result_text(context, answer, bytes, copied),
      );
    } catch (error) {
      // An exception must not cross SQLite's frames.
      const message = error instanceof Error ? error.message : String(error);
      heap.withText(message, (answer, bytes) =>
        module._sqlite3_result_error(context, answer, bytes),
      );
    }
    return 0;
  };
  return module.addFunction(call, 'viii');
}
