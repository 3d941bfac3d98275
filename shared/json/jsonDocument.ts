// A JSON text as nodes: an index per node, nothing else is allocated until it is asked for.
import { lastUpTo } from '../util/lastUpTo';
import { afterMember, nameOf } from './duplicateKeys';
import { decodeString } from './decodeString';
import { jsonKinds, kindCode, type JsonKind } from './jsonKind';
import { keyHash } from './keyHash';
import { LineIndex, type TextPosition } from './lineIndex';
import type { NameSet } from './nameSet';
import { noNode, type NodeTable } from './nodeTable';
import type { Problem } from './problem';

/**
 * What parseJson read. A node is a number; `noNode` (-1) stands for an absent one, and every method
 * takes it: its kind is `invalid`, it has no children and no value.
 */
export class JsonDocument {
  /** The outermost value; of an empty text it is `invalid`. */
  readonly root = 0;
  readonly #table: NodeTable;
  #lines: LineIndex | undefined;

  constructor(
    readonly text: string,
    table: NodeTable,
    /** Sorted by position. */
    readonly problems: readonly Problem[],
    /** Problems beyond the limit, which are only counted. */
    readonly problemsOmitted: number,
  ) {
    this.#table = table;
  }

  get nodeCount(): number {
    return this.#table.count;
  }

  kind(node: number): JsonKind {
    return node < 0 ? 'invalid' : (jsonKinds[this.#table.kind(node)] ?? 'invalid');
  }

  isObject(node: number): boolean {
    return node >= 0 && this.#table.kind(node) === kindCode.object;
  }

  isArray(node: number): boolean {
    return node >= 0 && this.#table.kind(node) === kindCode.array;
  }

  /** Text of the container could not be read: what it seems to lack may be there. */
  isBroken(node: number): boolean {
    return this.isContainer(node) && this.#table.flag(node);
  }

  isContainer(node: number): boolean {
    return node >= 0 && this.#table.isContainer(node);
  }

  start(node: number): number {
    return node < 0 ? 0 : this.#table.start(node);
  }

  /** Offset behind the last character. */
  end(node: number): number {
    return node < 0 ? 0 : this.#table.end(node);
  }

  /** The container of a key or an element, the key of a member's value; noNode of the root. */
  parent(node: number): number {
    return node < 0 ? noNode : this.#table.parent(node);
  }

  /** Index behind the node's last descendant. */
  subtreeEnd(node: number): number {
    if (node < 0) return 0;
    if (this.#table.kind(node) === kindCode.key) return afterMember(this.#table, node);
    return this.#table.isContainer(node) ? this.#table.payload(node) : node + 1;
  }

  /** The elements of an array, the keys of an object, the value of a key. */
  *children(node: number): IterableIterator<number> {
    for (let child = this.firstChild(node); child !== noNode; child = this.nextSibling(child)) {
      yield child;
    }
  }

  firstChild(node: number): number {
    return this.subtreeEnd(node) > node + 1 ? node + 1 : noNode;
  }

  nextSibling(node: number): number {
    const next = this.subtreeEnd(node);
    // In preorder what follows a node's descendants is its sibling, or has another parent.
    const isSibling = node > 0 && next < this.#table.count;
    return isSibling && this.#table.parent(next) === this.#table.parent(node) ? next : noNode;
  }

  /** Elements or members. */
  childCount(node: number): number {
    let count = 0;
    for (let child = this.firstChild(node); child !== noNode; child = this.nextSibling(child)) {
      count++;
    }
    return count;
  }

  /** The value of a key; noNode when it has none. */
  valueOf(key: number): number {
    const value = key + 1;
    return key >= 0 && value < this.#table.count && this.#table.parent(value) === key
      ? value
      : noNode;
  }

  /** The value of the object's member of that name (the last, should there be two). */
  property(object: number, name: string): number {
    return this.valueOf(this.propertyKey(object, name));
  }

  /** The key node of the object's member of that name. */
  propertyKey(object: number, name: string): number {
    if (!this.isObject(object)) return noNode;
    const hash = keyHash(name);
    const end = this.#table.payload(object);
    let found = noNode;
    for (let key = object + 1; key < end; key = afterMember(this.#table, key)) {
      if (this.#isNamed(key, name, hash)) found = key;
    }
    return found;
  }

  /** Which of the names the key has; -1 if none. */
  indexOfName(key: number, names: NameSet): number {
    if (key < 0) return -1;
    const table = this.#table;
    if (table.flag(key)) return names.names.indexOf(nameOf(this.text, table, key));
    const hash = table.payload(key);
    const { hashes } = names;
    for (let index = 0; index < hashes.length; index++) {
      if (hashes[index] === hash && this.#isNamed(key, names.names[index] ?? '', hash))
        return index;
    }
    return -1;
  }

  /** The member's name, as JSON means it. */
  keyName(key: number): string {
    return key < 0 ? '' : nameOf(this.text, this.#table, key);
  }

  /** The string's value; undefined for every other kind. */
  stringValue(node: number): string | undefined {
    if (node < 0 || this.#table.kind(node) !== kindCode.string) return undefined;
    const body = this.text.slice(this.#table.start(node) + 1, this.#table.end(node) - 1);
    return this.#table.flag(node) ? decodeString(body) : body;
  }

  /** The string is this text; compares without making one. A string with escapes is never. */
  isString(node: number, value: string): boolean {
    if (node < 0 || this.#table.kind(node) !== kindCode.string || this.#table.flag(node))
      return false;
    const start = this.#table.start(node) + 1;
    return this.#table.end(node) - 1 - start === value.length && this.text.startsWith(value, start);
  }

  /** The number's value, rounded as JSON.parse rounds; undefined for every other kind. */
  numberValue(node: number): number | undefined {
    if (node < 0 || this.#table.kind(node) !== kindCode.number) return undefined;
    return Number(this.rawText(node));
  }

  /** The text as written. */
  rawText(node: number): string {
    return this.text.slice(this.start(node), this.end(node));
  }

  /** The innermost node around an offset; noNode outside the root. */
  nodeAt(offset: number): number {
    let node = lastUpTo(this.#table.count, index => this.#table.start(index) <= offset);
    while (node !== noNode && !this.#covers(node, offset)) node = this.parent(node);
    return node;
  }

  /** 1-based line and column; the lines are counted once, when first asked for. */
  positionAt(offset: number): TextPosition {
    return this.#lineIndex.positionAt(offset);
  }

  /** The inverse of positionAt. */
  offsetAt(position: TextPosition): number {
    return this.#lineIndex.offsetAt(position);
  }

  get #lineIndex(): LineIndex {
    return (this.#lines ??= new LineIndex(this.text));
  }

  #covers(node: number, offset: number): boolean {
    const end =
      this.#table.kind(node) === kindCode.key && this.valueOf(node) !== noNode
        ? this.end(this.valueOf(node))
        : this.end(node);
    return this.start(node) <= offset && offset <= end;
  }

  #isNamed(key: number, name: string, hash: number): boolean {
    const table = this.#table;
    if (table.flag(key)) return nameOf(this.text, table, key) === name;
    if (table.payload(key) !== hash) return false;
    const start = table.start(key);
    const length = table.end(key) - start;
    const quote = this.text.charCodeAt(start);
    if (quote === 34 && length === name.length + 2) return this.text.startsWith(name, start + 1);
    return nameOf(this.text, table, key) === name;
  }
}
