// The open containers of a text and the node table that they fill. Knows nothing of characters.
import { kindCode } from './jsonKind';
import { noNode, type NodeTable } from './nodeTable';

/** Adds nodes in preorder and keeps the stack of open containers. */
export class TreeBuilder {
  /** The innermost open container; noNode before the root and behind it. */
  container = noNode;
  inObject = false;
  /** End of the last item, bracket or comma: where something that is missing belongs. */
  lastEnd = 0;
  readonly #stack: number[] = [];
  /** Depths of the open objects and of the open arrays, so that no bracket has to look for its like. */
  readonly #objectLevels: number[] = [];
  readonly #arrayLevels: number[] = [];

  constructor(readonly table: NodeTable) {}

  get depth(): number {
    return this.#stack.length;
  }

  /** Open containers, the outermost first. */
  get open(): readonly number[] {
    return this.#stack;
  }

  get enclosing(): number {
    return this.#stack[this.#stack.length - 2] ?? noNode;
  }

  /** Some open container is an object. */
  get isInsideObject(): boolean {
    return this.#objectLevels.length > 0;
  }

  /** Depth of the innermost open object; -1 if none. */
  get objectLevel(): number {
    return this.#objectLevels.at(-1) ?? -1;
  }

  /** Depth of the innermost open array; -1 if none. */
  get arrayLevel(): number {
    return this.#arrayLevels.at(-1) ?? -1;
  }

  isObject(node: number): boolean {
    return node !== noNode && this.table.kind(node) === kindCode.object;
  }

  isContainer(node: number): boolean {
    return this.isObject(node) || this.isArray(node);
  }

  isArray(node: number): boolean {
    return node !== noNode && this.table.kind(node) === kindCode.array;
  }

  leaf(bits: number, start: number, end: number, parent: number): number {
    this.lastEnd = end;
    return this.table.add(bits, start, end, parent);
  }

  openContainer(kind: number, start: number, parent: number): void {
    this.container = this.table.add(kind, start, start + 1, parent);
    this.inObject = kind === kindCode.object;
    this.lastEnd = start + 1;
    (this.inObject ? this.#objectLevels : this.#arrayLevels).push(this.#stack.length);
    this.#stack.push(this.container);
  }

  /** Closes the innermost container; the one around it goes on. Returns the closed one. */
  close(end: number): number {
    const closed = this.container;
    this.table.setEnd(closed, end);
    this.table.setPayload(closed, this.table.count);
    this.#stack.pop();
    (this.inObject ? this.#objectLevels : this.#arrayLevels).pop();
    this.container = this.#stack[this.#stack.length - 1] ?? noNode;
    this.inObject = this.isObject(this.container);
    this.lastEnd = end;
    return closed;
  }

  /** Some text of the open containers could not be read: what they lack may be there. */
  markBroken(): void {
    for (let level = this.#stack.length - 1; level >= 0; level--) {
      const node = this.#stack[level] ?? noNode;
      // Whatever is marked was marked with all around it.
      if (this.table.flag(node)) return;
      this.table.setFlag(node);
    }
  }

  /** A string that was taken for a value turns out to be a name in the innermost object. */
  turnIntoKey(string: number, hash: number): void {
    const escapes = this.table.flag(string);
    this.table.setKindAndParent(string, kindCode.key, this.container);
    this.table.setPayload(string, escapes ? 0 : hash);
  }
}
