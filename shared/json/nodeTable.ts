// The nodes of a JSON text in preorder, four 32-bit words each, in chunks so that growing copies nothing.
// A container's children follow it; `subtreeEnd` is the index after its last descendant.
import { kindCode } from './jsonKind';

/** Words of a node: start, end, parent, and kind with flag and payload. */
const wordShift = 2;
const chunkShift = 14;
const chunkMask = (1 << chunkShift) - 1;
const wordsOfChunk = 1 << (chunkShift + wordShift);
const kindMask = 15;
const flagBit = 16;
const payloadShift = 5;

/** What the payload's 27 bits can number. */
export const nodeLimit = 2 ** 27 - 2;

/** "No node": the parent of the root, an absent key, an absent value. */
export const noNode = -1;

/** Nodes by index. The payload is a container's subtreeEnd or a key's hash. */
export class NodeTable {
  readonly #chunks: Uint32Array[];
  #last: Uint32Array;
  #count = 0;

  /** The first chunk begins as small as such texts allow, for there may be many tables. */
  constructor(textLength: number) {
    this.#last = new Uint32Array(Math.min((textLength >>> 4) + 8, chunkMask + 1) << wordShift);
    this.#chunks = [this.#last];
  }

  get count(): number {
    return this.#count;
  }

  add(kindAndFlag: number, start: number, end: number, parent: number): number {
    const node = this.#count++;
    const at = (node & chunkMask) << wordShift;
    if (at === this.#last.length || (at === 0 && node > 0)) this.#grow(at);
    const chunk = this.#last;
    chunk[at] = start;
    chunk[at + 1] = end;
    chunk[at + 2] = parent;
    chunk[at + 3] = kindAndFlag;
    return node;
  }

  kind(node: number): number {
    return this.#word(node, 3) & kindMask;
  }

  isContainer(node: number): boolean {
    const kind = this.kind(node);
    return kind === kindCode.array || kind === kindCode.object;
  }

  start(node: number): number {
    return this.#word(node, 0);
  }

  end(node: number): number {
    return this.#word(node, 1);
  }

  /** The container of a key or an element, the key of a value; noNode for the root. */
  parent(node: number): number {
    return this.#word(node, 2) | 0;
  }

  /** Strings and keys: has escapes. Containers: some of its text could not be read. */
  flag(node: number): boolean {
    return (this.#word(node, 3) & flagBit) !== 0;
  }

  payload(node: number): number {
    return this.#word(node, 3) >>> payloadShift;
  }

  setEnd(node: number, end: number): void {
    this.#set(node, 1, end);
  }

  setFlag(node: number): void {
    this.#set(node, 3, this.#word(node, 3) | flagBit);
  }

  setPayload(node: number, payload: number): void {
    const low = this.#word(node, 3) & (kindMask | flagBit);
    this.#set(node, 3, ((payload << payloadShift) | low) >>> 0);
  }

  /** A string in an array may turn out to be the next key of the object around it. */
  setKindAndParent(node: number, kind: number, parent: number): void {
    this.#set(node, 3, (this.#word(node, 3) & ~kindMask) | kind);
    this.#set(node, 2, parent);
  }

  /** Makes the first chunk larger, or adds a whole one. */
  #grow(at: number): void {
    const before = this.#last;
    if (at > 0) this.#chunks.pop();
    const words = at > 0 ? Math.min(2 * at, wordsOfChunk) : wordsOfChunk;
    this.#last = new Uint32Array(words);
    if (at > 0) this.#last.set(before);
    this.#chunks.push(this.#last);
  }

  #word(node: number, word: number): number {
    const chunk = this.#chunks[node >>> chunkShift];
    return chunk === undefined ? 0 : (chunk[((node & chunkMask) << wordShift) | word] ?? 0);
  }

  #set(node: number, word: number, value: number): void {
    const chunk = this.#chunks[node >>> chunkShift];
    if (chunk) chunk[((node & chunkMask) << wordShift) | word] = value;
  }
}

/** The flag as `add` takes it, beside the kind. */
export const nodeFlag = flagBit;
