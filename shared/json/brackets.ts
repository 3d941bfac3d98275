// Closes containers, also those whose bracket is missing or of the wrong kind.
import { duplicateKeys } from './duplicateKeys';
import { noNode } from './nodeTable';
import type { Problem, ProblemPlace } from './problem';
import type { ProblemList } from './problemList';
import type { TreeBuilder } from './treeBuilder';

/** How many brackets of a broken text are named. */
const namedLimit = 3;

/** The end of each container: told by its bracket, or found out without. */
export class Brackets {
  constructor(
    private readonly text: string,
    private readonly tree: TreeBuilder,
    private readonly problems: ProblemList,
  ) {}

  /** A closing bracket stands at `at`; `isLast` when no text follows it. */
  closer(code: number, at: number, isLast: boolean): void {
    const { tree } = this;
    const matches = tree.inObject ? code === 125 : code === 93;
    if (matches) return this.#close(at + 1);
    const level = code === 125 ? tree.objectLevel : tree.arrayLevel;
    // To close the whole document while text follows is less likely than one bracket too many.
    if (level < 0 || (level === 0 && !isLast)) return this.#unexpected(code, at);
    this.#tellMissing(tree.lastEnd, tree.open.slice(level + 1));
    tree.markBroken();
    const end = tree.lastEnd;
    while (tree.depth > level + 1) this.#close(end);
    this.#close(at + 1);
  }

  /** Closes the innermost container before `offset`, where the next item of the one around it begins. */
  closeMissing(offset: number): void {
    const end = endOfTextBefore(this.text, offset);
    this.problems.retract('missing-comma', end);
    const hasComma = this.text.slice(end, offset).includes(',');
    this.#tellMissing(end, [this.tree.container], { textBehind: hasComma ? '' : ',' });
    this.tree.markBroken();
    this.#close(end);
  }

  /** The innermost lists ended before this string, which was taken for an element of them. */
  closeBefore(string: number): void {
    const { tree } = this;
    const start = tree.table.start(string);
    while (tree.isArray(tree.container)) {
      const list = tree.container;
      this.closeMissing(start);
      tree.table.setPayload(list, string);
    }
  }

  /** The text ends; `comma` is the offset of a comma that nothing follows. */
  closeAtEnd(comma: number | undefined): void {
    const { tree } = this;
    const end = tree.lastEnd;
    // Half a word or number at the end is the cut's doing too.
    for (const code of ['bad-literal', 'bad-number'] as const) {
      this.problems.retractAtEnd(code, this.text.length);
    }
    this.#tellMissing(end, tree.open, { comma });
    tree.markBroken();
    while (tree.container !== noNode) this.#close(end);
  }

  #close(end: number): void {
    const { tree } = this;
    const wasObject = tree.inObject;
    const closed = tree.close(end);
    if (!wasObject) return;
    for (const problem of duplicateKeys(this.text, tree.table, closed)) this.problems.add(problem);
  }

  #unexpected(code: number, at: number): void {
    const { tree } = this;
    const open = tree.container;
    const start = tree.table.start(open);
    const wanted = this.#closing(open);
    this.problems.addBracket({
      code: 'unexpected-bracket',
      start: at,
      end: at + 1,
      message: `\`${String.fromCharCode(code)}\` closes nothing; \`${wanted}\` may be meant`,
      related: [{ start, end: start + 1, message: 'this is open here' }],
    });
    tree.markBroken();
    tree.lastEnd = at + 1;
  }

  #tellMissing(
    at: number,
    open: readonly number[],
    { comma, textBehind = '' }: { readonly comma?: number | undefined; textBehind?: string } = {},
  ): void {
    const inner = open.toReversed();
    const text = inner.map(node => this.#closing(node)).join('');
    const atEnd = this.#isAtEnd(at);
    const fix = { start: comma ?? at, end: at, newText: text + textBehind };
    const problem: Problem = {
      code: 'missing-bracket',
      start: at,
      end: at,
      message: missingMessage(text, atEnd),
      related: inner.slice(0, namedLimit).map(node => this.#openedAt(node)),
      fix,
    };
    this.problems.addBracket(problem);
  }

  #isAtEnd(at: number): boolean {
    return this.text.slice(at, at + 1000).trim() === '' && this.text.length - at <= 1000;
  }

  #openedAt(node: number): ProblemPlace {
    const start = this.tree.table.start(node);
    return { start, end: start + 1, message: `\`${this.#closing(node)}\` would close this` };
  }

  #closing(node: number): string {
    return this.tree.isObject(node) ? '}' : ']';
  }
}

function missingMessage(text: string, atEnd: boolean): string {
  const where = atEnd ? 'at the end of the document' : 'here';
  if (text.length === 1) return `the closing bracket \`${text}\` is missing ${where}`;
  const shown = text.length > 20 ? `${text.slice(0, 20)}…` : text;
  return `${text.length} closing brackets are missing ${where}: \`${shown}\``;
}

/** End of the text before `offset`, white space and one comma left out. */
function endOfTextBefore(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && ' \t\r\n,'.includes(text.charAt(at - 1))) at--;
  return at;
}
