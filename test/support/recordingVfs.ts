// A disk in memory that knows what a power cut may take: what no fsync of file or folder has covered.
import path from 'node:path';

import type { FileOpenOptions, FileSystem } from '../../shared/engine/sqlJs/fileSystem';
import type { SeededRandom } from '../../shared/util/seededRandom';

/** Writes reach the platters in pieces of this size, each for itself. */
const sector = 512;

type Change =
  | { readonly kind: 'write'; readonly position: number; readonly bytes: Uint8Array }
  | { readonly kind: 'truncate'; readonly size: number };

interface NameChange {
  readonly path: string;
  /** undefined: the name goes. */
  readonly file: DiskFile | undefined;
}

class DiskFile {
  live: Uint8Array<ArrayBufferLike>;
  durable: Uint8Array<ArrayBufferLike>;
  changes: Change[] = [];

  constructor(
    readonly id: number,
    bytes: Uint8Array = new Uint8Array(0),
  ) {
    this.live = bytes;
    this.durable = bytes.slice();
  }

  change(change: Change): void {
    this.live = applied(this.live, change);
    this.changes.push(change);
  }

  sync(): void {
    this.durable = this.live.slice();
    this.changes = [];
  }

  /** The bytes after a power cut: of the changes since the last fsync any may be there, in any order. */
  afterPowerCut(random: SeededRandom): Uint8Array {
    const pieces = this.changes.flatMap(sectorsOf);
    // Sometimes everything had reached the disk, sometimes nothing, mostly a part.
    const kept = random.pick([0, 0.5, 0.9, 1]);
    const order = random.chance(0.5) ? pieces : shuffled(pieces, random);
    return order
      .filter(() => random.chance(kept))
      .reduce<Uint8Array>((bytes, change) => applied(bytes, change), this.durable.slice());
  }
}

/** The disk as a FileSystem. `onOperation` is called before each operation that changes something. */
export class RecordingVfs implements FileSystem {
  readonly #names = new Map<string, DiskFile>();
  readonly #durableNames = new Map<string, DiskFile>();
  #nameChanges: NameChange[] = [];
  readonly #handles = new Map<number, DiskFile>();
  #next = 1;
  onOperation: () => void = () => undefined;

  /** What a reader finds after a power cut at this moment. */
  afterPowerCut(random: SeededRandom): RecordingVfs {
    const names = new Map(this.#durableNames);
    const kept = random.pick([0, 0.5, 1]);
    for (const { path: name, file } of this.#nameChanges) {
      if (!random.chance(kept)) continue;
      if (file) names.set(name, file);
      else names.delete(name);
    }
    const disk = new RecordingVfs();
    for (const [name, file] of names) {
      const copy = new DiskFile(disk.#next++, file.afterPowerCut(random));
      disk.#names.set(name, copy);
      disk.#durableNames.set(name, copy);
    }
    return disk;
  }

  open(name: string, { create, exclusive }: FileOpenOptions): number {
    let file = this.#names.get(name);
    if (file && exclusive) throw errno('EEXIST', name);
    if (!file) {
      if (!create) throw errno('ENOENT', name);
      file = new DiskFile(this.#next++);
      this.#rename(name, file);
    }
    const handle = this.#next++;
    this.#handles.set(handle, file);
    return handle;
  }

  close(handle: number): void {
    this.#handles.delete(handle);
  }

  read(handle: number, bytes: Uint8Array, position: number): number {
    const part = this.#file(handle).live.subarray(position, position + bytes.length);
    bytes.set(part);
    return part.length;
  }

  write(handle: number, bytes: Uint8Array, position: number): void {
    this.onOperation();
    this.#file(handle).change({ kind: 'write', position, bytes: bytes.slice() });
  }

  truncate(handle: number, size: number): void {
    this.onOperation();
    this.#file(handle).change({ kind: 'truncate', size });
  }

  sync(handle: number): void {
    this.onOperation();
    this.#file(handle).sync();
  }

  size(handle: number): number {
    return this.#file(handle).live.length;
  }

  identity(handle: number): string {
    return String(this.#file(handle).id);
  }

  identityAt(name: string): string | undefined {
    const file = this.#names.get(name);
    return file && String(file.id);
  }

  sizeAt(name: string): number | undefined {
    return this.#names.get(name)?.live.length;
  }

  isWritable(): boolean {
    return true;
  }

  unlink(name: string): void {
    if (!this.#names.has(name)) throw errno('ENOENT', name);
    this.#rename(name, undefined);
  }

  rename(from: string, to: string): void {
    const file = this.#names.get(from);
    if (!file) throw errno('ENOENT', from);
    this.#rename(to, file);
    this.#rename(from, undefined);
  }

  syncFolder(folder: string): void {
    this.onOperation();
    const inFolder = (change: NameChange) => path.dirname(change.path) === folder;
    for (const { path: name, file } of this.#nameChanges.filter(inFolder)) {
      if (file) this.#durableNames.set(name, file);
      else this.#durableNames.delete(name);
    }
    this.#nameChanges = this.#nameChanges.filter(change => !inFolder(change));
  }

  makeFolder(): void {
    // Folders are there as soon as a name lies in them.
  }

  realPath(name: string): string {
    return name;
  }

  temporaryFolder(): string {
    return '/tmp';
  }

  #file(handle: number): DiskFile {
    const file = this.#handles.get(handle);
    if (!file) throw errno('EBADF', String(handle));
    return file;
  }

  #rename(name: string, file: DiskFile | undefined): void {
    this.onOperation();
    if (file) this.#names.set(name, file);
    else this.#names.delete(name);
    this.#nameChanges.push({ path: name, file });
  }
}

function applied(bytes: Uint8Array, change: Change): Uint8Array {
  if (change.kind === 'truncate') {
    const cut = new Uint8Array(change.size);
    cut.set(bytes.subarray(0, change.size));
    return cut;
  }
  const end = change.position + change.bytes.length;
  const grown = end <= bytes.length ? bytes : new Uint8Array(end);
  if (grown !== bytes) grown.set(bytes);
  grown.set(change.bytes, change.position);
  return grown;
}

/** A write as the sectors it touches: a power cut tears it there. */
function sectorsOf(change: Change): Change[] {
  if (change.kind === 'truncate') return [change];
  const pieces: Change[] = [];
  const { position, bytes } = change;
  for (let start = 0; start < bytes.length;) {
    const end = Math.min(bytes.length, start + sector - ((position + start) % sector));
    pieces.push({ kind: 'write', position: position + start, bytes: bytes.subarray(start, end) });
    start = end;
  }
  return pieces;
}

function shuffled<T>(items: readonly T[], random: SeededRandom): T[] {
  return items
    .map(item => ({ item, order: random.next() }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item);
}

function errno(code: string, name: string): Error {
  return Object.assign(new Error(`${code}: ${name}`), { code, path: name });
}
