import type { SqlJsModule } from 'sql.js';
import { DataSyncError } from '../../errors';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The WASM instance's memory. It grows, which detaches views: ask for a view again after each call. */
export class Heap {
  #view: DataView;
  #bytes: Uint8Array;
  readonly memory: WebAssembly.Memory;
  readonly #module: SqlJsModule;

  constructor(module: SqlJsModule, memory: WebAssembly.Memory) {
    this.#module = module;
    this.memory = memory;
    this.#view = new DataView(memory.buffer);
    this.#bytes = new Uint8Array(memory.buffer);
  }

  view(): DataView {
    if (this.#view.buffer !== this.memory.buffer) this.#view = new DataView(this.memory.buffer);
    return this.#view;
  }

  bytes(): Uint8Array {
    if (this.#bytes.buffer !== this.memory.buffer) {
      this.#bytes = new Uint8Array(this.memory.buffer);
    }
    return this.#bytes;
  }

  /** A view of `length` bytes at `pointer`, valid until the memory grows. */
  slice(pointer: number, length: number): Uint8Array {
    return new Uint8Array(this.memory.buffer, pointer, length);
  }

  alloc(bytes: number): number {
    const pointer = this.#module._malloc(Math.max(bytes, 1));
    if (pointer === 0) {
      throw new DataSyncError('engine.too-large', `no memory for ${bytes} bytes in the SQL engine`);
    }
    return pointer;
  }

  free(pointer: number): void {
    this.#module._free(pointer);
  }

  /** The bytes in newly allocated memory, which the caller frees. */
  allocBytes(bytes: Uint8Array): number {
    const pointer = this.alloc(bytes.length);
    this.bytes().set(bytes, pointer);
    return pointer;
  }

  /** Passes the text to `use` as a NUL-terminated UTF-8 string. */
  withText<T>(text: string, use: (pointer: number, bytes: number) => T): T {
    const bytes = encoder.encode(`${text}\0`);
    const pointer = this.allocBytes(bytes);
    try {
      return use(pointer, bytes.length - 1);
    } finally {
      this.free(pointer);
    }
  }

  text(pointer: number, bytes: number): string {
    return bytes === 0 ? '' : decoder.decode(this.slice(pointer, bytes));
  }

  /** The NUL-terminated UTF-8 string at `pointer`. */
  cString(pointer: number): string {
    if (pointer === 0) return '';
    return this.text(pointer, this.bytes().indexOf(0, pointer) - pointer);
  }
}
