import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

import initSqlJs, { type SqlJsModule } from 'sql.js';

import { DataSyncError } from '../../errors';
import { FileVfs } from './fileVfs';
import { Heap } from './heap';
import { findInterrupts, type Interrupts } from './interrupts';
import { sqliteOk } from './resultCodes';

/** sql.js, loaded once per thread. */
export interface SqlJs {
  readonly module: SqlJsModule;
  readonly heap: Heap;
  /** undefined when this build of SQLite has another VFS than the one we know: then databases live in memory. */
  readonly vfs: FileVfs | undefined;
  /** undefined where a step cannot be stopped. */
  readonly interrupts: Interrupts | undefined;
}

/** The VFS that file access is built on: Emscripten's, with the layout of interface version 3. */
const knownVfs = { name: 'unix', version: 3 } as const;

let loading: Promise<SqlJs> | undefined;

/** Loads sql.js and puts its VFS onto real files. sql.js itself allows one instance per thread. */
export function loadSqlJs(options: { readonly memoryOnly?: boolean } = {}): Promise<SqlJs> {
  loading ??= load(options.memoryOnly ?? false);
  return loading;
}

async function load(memoryOnly: boolean): Promise<SqlJs> {
  let memory: WebAssembly.Memory | undefined;
  const module = await initSqlJs({
    instantiateWasm(imports, ready) {
      const wasm = new WebAssembly.Module(fs.readFileSync(findWasm()));
      const instance = new WebAssembly.Instance(wasm, imports);
      memory = Object.values(instance.exports).find(found => found instanceof WebAssembly.Memory);
      ready(instance, wasm);
      return instance.exports;
    },
  });
  if (!memory) throw new DataSyncError('engine.unsupported', 'sql.js exports no memory');
  const heap = new Heap(module, memory);
  const found = memoryOnly ? undefined : findVfs(module, heap);
  const vfs = found === undefined ? undefined : new FileVfs(module, heap, found);
  const interrupts = findInterrupts(module, heap, () => vfs?.current?.isStopped?.() === true);
  return { module, heap, vfs, interrupts };
}

/** Beside the bundle, or in the installed package. */
function findWasm(): string {
  const bundled = path.join(__dirname, 'sql-wasm.wasm');
  if (fs.existsSync(bundled)) return bundled;
  return createRequire(__filename).resolve('sql.js/dist/sql-wasm.wasm');
}

/** The first field of a connection points to its VFS. */
function findVfs(module: SqlJsModule, heap: Heap): number | undefined {
  const handleOut = heap.alloc(4);
  const code = heap.withText(':memory:', name => module._sqlite3_open(name, handleOut));
  const handle = heap.view().getUint32(handleOut, true);
  heap.free(handleOut);
  if (code !== sqliteOk) return undefined;
  const vfs = heap.view().getUint32(handle, true);
  const version = heap.view().getInt32(vfs, true);
  const name = heap.cString(heap.view().getUint32(vfs + 16, true));
  module._sqlite3_close_v2(handle);
  return name === knownVfs.name && version === knownVfs.version ? vfs : undefined;
}
