// JSON text → nodes. Survives any text: what is wrong becomes a problem, and reading goes on behind it.
// One pass, no recursion: the open containers are a stack of node indices.
import { finish, type Steps } from '../util/steps';
import { Brackets } from './brackets';
import { isLetter, isNumberAt, isPlaceholderAt, beginsKey, beginsValue } from './characters';
import { JsonDocument } from './jsonDocument';
import { kindCode } from './jsonKind';
import { keyHash } from './keyHash';
import { NodeTable, nodeLimit, noNode } from './nodeTable';
import { readLiteral, skipPlaceholder, skipUnreadable, tellSingleQuotes } from './oddText';
import { ProblemList, type Range } from './problemList';
import { Scanner, shorten, unclosed } from './scanner';
import { TreeBuilder } from './treeBuilder';

/** Whoever walks the tree may do so by recursion: deeper text becomes a problem. */
const depthLimit = 1000;

/** Reads a JSON text in linear time; never throws. */
export function parseJson(text: string): JsonDocument {
  return finish(parsingJson(text));
}

/** The same in steps. */
export function parsingJson(text: string): Steps<JsonDocument> {
  return new Parser(text).parse();
}

/** About a millisecond's. */
const tokensOfStep = 8192;

type State =
  /** Behind the opening bracket. */
  | 'first'
  | 'afterItem'
  | 'afterComma'
  /** The comma itself was told to be wrong: what follows from it is not. */
  | 'afterBadComma';

class Parser {
  readonly #text: string;
  readonly #tree: TreeBuilder;
  readonly #problems = new ProblemList();
  readonly #scanner: Scanner;
  readonly #brackets: Brackets;
  #state: State = 'first';
  /** Around `...` no comma is asked for. */
  #afterPlaceholder = false;

  constructor(text: string) {
    this.#text = text;
    this.#tree = new TreeBuilder(new NodeTable(text.length));
    this.#scanner = new Scanner(text, this.#problems);
    this.#brackets = new Brackets(text, this.#tree, this.#problems);
  }

  *parse(): Steps<JsonDocument> {
    const { table } = this.#tree;
    if (this.#text.charCodeAt(0) === 0xfeff) this.#byteOrderMark();
    const first = this.#scanner.peek();
    if (first < 0) {
      this.#problems.tell('empty', [0, 0], 'the file is empty');
      table.add(kindCode.invalid, 0, 0, noNode);
    } else {
      this.#value(first, noNode);
      for (let count = 1; this.#tree.container !== noNode; count++) {
        this.#step();
        if (count % tokensOfStep === 0) yield;
      }
      this.#afterEnd();
    }
    const { problems, omitted } = this.#problems;
    return new JsonDocument(this.#text, table, problems, omitted);
  }

  #byteOrderMark(): void {
    const message = 'the file begins with a byte order mark, which many JSON readers refuse';
    this.#problems.tell('byte-order-mark', [0, 1], message, '');
    this.#scanner.pos = 1;
  }

  #step(): void {
    const code = this.#scanner.peek();
    if (code < 0) return this.#brackets.closeAtEnd(this.#commaAt());
    if (code === 44) return this.#comma();
    if (code === 125 || code === 93) return this.#closer(code);
    if (this.#tree.table.count > nodeLimit) return this.#tooLarge();
    if (this.#state === 'afterItem') {
      if (code === 58) return this.#colon();
      this.#missingComma(code);
    }
    this.#state = 'afterItem';
    if (this.#tree.inObject) this.#member(code);
    else this.#value(code, this.#tree.container);
  }

  #comma(): void {
    const at = this.#scanner.pos++;
    const expected = this.#state === 'afterItem';
    if (!expected && this.#state !== 'afterBadComma') {
      this.#problems.tell('unexpected-comma', [at, at + 1], 'nothing stands before this comma', '');
    }
    this.#state = expected ? 'afterComma' : 'afterBadComma';
    this.#tree.lastEnd = at + 1;
  }

  #missingComma(code: number): void {
    const { inObject, lastEnd } = this.#tree;
    // `{"a": 1 {` lacks a bracket, and `"a": 1;` is unreadable: both are told as what they are.
    if (!(inObject ? beginsKey(code) : beginsValue(code))) return;
    if (this.#afterPlaceholder || isPlaceholderAt(this.#text, this.#scanner.pos)) return;
    const message = `a comma is missing before the next ${inObject ? 'member' : 'element'}`;
    this.#problems.tell('missing-comma', [lastEnd, lastEnd], message, ',');
  }

  /** A name, a colon, a value. */
  #member(code: number): void {
    const start = this.#scanner.pos;
    this.#afterPlaceholder = false;
    if (code === 34 || code === 39) this.#quotedMember(code, start);
    else if (isLetter(code)) this.#unquotedMember(start);
    else if (code === 123 && this.#tree.isArray(this.#tree.enclosing)) {
      // The next entry of a list begins before this one is closed.
      this.#brackets.closeMissing(start);
      this.#value(code, this.#tree.container);
    } else if (isPlaceholderAt(this.#text, this.#scanner.pos)) {
      this.#placeholder(false);
      this.#tree.markBroken();
    } else this.#unreadableMember(start);
  }

  #quotedMember(code: number, start: number): void {
    const scanner = this.#scanner;
    const flag = code === 34 ? scanner.key() : scanner.string();
    if (flag === unclosed) return this.#tree.markBroken();
    if (code === 39) {
      scanner.keyHash = keyHash(this.#text.slice(start + 1, scanner.pos - 1));
      tellSingleQuotes(this.#scanner, this.#problems, start);
    }
    this.#memberOf(start, flag);
  }

  #unquotedMember(start: number): void {
    const scanner = this.#scanner;
    const word = scanner.word();
    if (scanner.peekBehind(scanner.pos) !== 58) return this.#unreadableMember(start);
    const range: Range = [start, scanner.pos];
    const message = `the name \`${shorten(word)}\` needs quotes`;
    this.#problems.tell('unquoted-key', range, message, JSON.stringify(word));
    scanner.keyHash = keyHash(word);
    this.#memberOf(start, 0);
  }

  #memberOf(start: number, flag: number): void {
    const { pos, keyHash: hash } = this.#scanner;
    const bits = ((hash << 5) | flag | kindCode.key) >>> 0;
    this.#valueOf(this.#tree.leaf(bits, start, pos, this.#tree.container));
  }

  #valueOf(key: number): void {
    const scanner = this.#scanner;
    const keyEnd = scanner.pos;
    let code = scanner.peek();
    if (code === 58) {
      this.#tree.lastEnd = ++scanner.pos;
      code = scanner.peek();
    } else if (beginsValue(code)) {
      this.#problems.tell(
        'missing-colon',
        [keyEnd, keyEnd],
        'a colon is missing behind this name',
        ':',
      );
    }
    if (code === 44 || code === 125 || code === 93) this.#missingValue(key);
    else if (code >= 0) this.#value(code, key);
  }

  #missingValue(key: number): void {
    const range: Range = [this.#tree.table.start(key), this.#tree.table.end(key)];
    const name = shorten(this.#text.slice(...range));
    this.#problems.tell('missing-value', range, `${name} has no value`);
  }

  #unreadableMember(start: number): void {
    this.#scanner.pos = start;
    this.#unreadable();
    this.#tree.markBroken();
  }

  #value(code: number, parent: number): void {
    const scanner = this.#scanner;
    const start = scanner.pos;
    this.#afterPlaceholder = false;
    if (code === 34 || code === 39) this.#string(code, parent);
    else if (code === 123) this.#open(kindCode.object, parent);
    else if (code === 91) this.#open(kindCode.array, parent);
    else if ((code >= 48 && code <= 57) || code === 45 || code === 43) {
      this.#tree.leaf(scanner.number(), start, scanner.pos, parent);
    } else if (isLetter(code))
      this.#tree.leaf(readLiteral(scanner, this.#problems), start, scanner.pos, parent);
    else {
      if (isPlaceholderAt(this.#text, this.#scanner.pos))
        this.#placeholder(!this.#tree.isContainer(parent));
      else if (isNumberAt(this.#text, start)) scanner.number();
      else this.#unreadable();
      this.#tree.leaf(kindCode.invalid, start, scanner.pos, parent);
    }
  }

  #string(code: number, parent: number): void {
    const start = this.#scanner.pos;
    const flag = this.#scanner.string();
    if (code === 39 && flag !== unclosed) tellSingleQuotes(this.#scanner, this.#problems, start);
    const bits = flag === unclosed ? kindCode.invalid : kindCode.string | flag;
    this.#tree.leaf(bits, start, this.#scanner.pos, parent);
  }

  #open(kind: number, parent: number): void {
    const { pos } = this.#scanner;
    if (this.#tree.depth >= depthLimit) {
      this.#problems.tell(
        'too-deep',
        [pos, pos + 1],
        `nested deeper than ${depthLimit} levels: not read`,
      );
      this.#scanner.skipContainer();
      this.#tree.leaf(kindCode.invalid, pos, this.#scanner.pos, parent);
      return;
    }
    this.#scanner.pos = pos + 1;
    this.#tree.openContainer(kind, pos, parent);
    this.#state = 'first';
  }

  #placeholder(isValue: boolean): void {
    const before = this.#tree.lastEnd;
    skipPlaceholder(this.#scanner, this.#problems, { before, isValue });
    this.#afterPlaceholder = true;
  }

  #unreadable(): void {
    skipUnreadable(this.#scanner, this.#problems);
    this.#tree.lastEnd = this.#scanner.pos;
  }

  /** A colon behind a string that was taken for a value: the string is the next name. */
  #colon(): void {
    const { table } = this.#tree;
    const string = table.count - 1;
    const isLast =
      table.kind(string) === kindCode.string && table.end(string) === this.#tree.lastEnd;
    const start = table.start(string);
    if (isLast && this.#tree.inObject) this.#missingValue(table.parent(string));
    else if (isLast && this.#tree.isInsideObject) {
      this.#brackets.closeBefore(string);
    } else return this.#unreadable();
    const name = this.#text.slice(start + 1, table.end(string) - 1);
    this.#tree.turnIntoKey(string, keyHash(name));
    this.#valueOf(string);
  }

  #closer(code: number): void {
    const comma = this.#commaAt();
    if (comma !== undefined) {
      const message = 'a comma stands behind the last item';
      this.#problems.tell('trailing-comma', [comma, comma + 1], message, '');
    }
    const at = this.#scanner.pos++;
    const next = this.#scanner.peekBehind(at + 1);
    this.#brackets.closer(code, at, next < 0);
    this.#state = 'afterItem';
    this.#afterPlaceholder = false;
  }

  /** Offset of the comma that the cursor stands behind, when nothing followed it. */
  #commaAt(): number | undefined {
    return this.#state === 'afterComma' ? this.#tree.lastEnd - 1 : undefined;
  }

  #tooLarge(): void {
    const at = this.#scanner.pos;
    this.#problems.tell(
      'too-large',
      [at, at],
      `more than ${nodeLimit} values: the rest is not read`,
    );
    this.#problems.skipTo(this.#text.length);
    this.#scanner.pos = this.#text.length;
    this.#brackets.closeAtEnd(undefined);
  }

  #afterEnd(): void {
    const code = this.#scanner.peek();
    if (code < 0 || this.#problems.isUpset) return;
    const start = this.#scanner.pos;
    const end = this.#scanner.lineEnd(start);
    this.#problems.tell('text-after-end', [start, end], 'the document ends before this text');
  }
}
