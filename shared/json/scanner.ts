// Characters → tokens: white space, comments, strings, numbers, words. Knows nothing of structure.
import { isNumberOrWordPart, isTextBoundary, isWordPart } from './characters';
import { kindCode } from './jsonKind';
import { foldKeyHash, nextKeyHash } from './keyHash';
import { nodeFlag } from './nodeTable';
import type { ProblemList } from './problemList';

/** `string` and `key` found no closing quote. */
export const unclosed = -1;

const strictNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** A cursor over the text; each method leaves `pos` behind what it read. */
export class Scanner {
  pos = 0;
  /** Hash of the last `key`, 27 bits; 0 for one with escapes. */
  keyHash = 0;
  readonly #length: number;
  /** The line that was asked for last, from where its end was looked for. */
  #lineStart = 0;
  #lineEnd = -1;

  constructor(
    readonly text: string,
    private readonly problems: ProblemList,
  ) {
    this.#length = text.length;
  }

  /** Code of the next character that is neither white space nor comment; -1 at the end. */
  peek(): number {
    const text = this.text;
    let at = this.pos;
    while (at < this.#length) {
      const code = text.charCodeAt(at);
      if (code === 32 || code === 10 || code === 13 || code === 9) at++;
      else if ((code === 47 || code === 0xa0 || code === 0xfeff) && this.#oddSpace(at, code)) {
        at = this.pos;
      } else {
        this.pos = at;
        return code;
      }
    }
    this.pos = at;
    return -1;
  }

  /** Like peek, but moves nothing and takes a comment for text. */
  peekBehind(offset: number): number {
    let at = offset;
    while (at < this.#length) {
      const code = this.text.charCodeAt(at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return code;
      at++;
    }
    return -1;
  }

  /** Reads a string from its quote on; the flag for its node, or `unclosed`. */
  string(): number {
    const text = this.text;
    const quote = text.charCodeAt(this.pos);
    const start = this.pos;
    let flag = 0;
    let at = start + 1;
    while (at < this.#length) {
      const code = text.charCodeAt(at);
      if (code === quote) {
        this.pos = at + 1;
        return flag;
      }
      if (code === 92) {
        flag = nodeFlag;
        at = this.#escape(at);
      } else if (code < 32) {
        if (code === 10 || code === 13) {
          if (!this.#stringGoesOn(at)) break;
        }
        at = this.#controlCharacter(at, code);
      } else at++;
    }
    return this.#unclosedString(start, at);
  }

  /** Reads a member's name from its quote on; the flag for its node, or `unclosed`. */
  key(): number {
    const text = this.text;
    let hash = 0;
    for (let at = this.pos + 1; at < this.#length; at++) {
      const code = text.charCodeAt(at);
      if (code === 34) {
        this.pos = at + 1;
        this.keyHash = foldKeyHash(hash);
        return 0;
      }
      if (code === 92 || code < 32) break;
      hash = nextKeyHash(hash, code);
    }
    this.keyHash = 0;
    return this.string();
  }

  /** Reads a number from its first character on; the kind of its node. */
  number(): number {
    const text = this.text;
    const start = this.pos;
    let at = start;
    const first = text.charCodeAt(at);
    // Nearly all numbers are plain integers; everything else takes the regular expression.
    if (first >= 49 && first <= 57) {
      let code = first;
      while (code >= 48 && code <= 57) code = text.charCodeAt(++at);
      if (!isNumberOrWordPart(code)) {
        this.pos = at;
        return kindCode.number;
      }
    }
    while (at < this.#length && isNumberOrWordPart(text.charCodeAt(at))) at++;
    this.pos = at;
    const found = text.slice(start, Math.min(at, start + 400));
    if (at - start <= 400 && strictNumber.test(found)) return kindCode.number;
    this.problems.add({
      code: 'bad-number',
      start,
      end: at,
      message: `\`${shorten(found)}\` is not a number as JSON writes it${numberAdvice(found)}`,
    });
    return kindCode.invalid;
  }

  /** Reads a run of letters and digits. */
  word(): string {
    const start = this.pos;
    let at = start;
    while (at < this.#length && isWordPart(this.text.charCodeAt(at))) at++;
    this.pos = at;
    return this.text.slice(start, at);
  }

  /** Skips characters that begin no token, at least one. */
  unreadable(): void {
    let at = this.pos + 1;
    while (at < this.#length && !isTextBoundary(this.text.charCodeAt(at))) at++;
    this.pos = at;
  }

  /** Skips a container that is not read, by its brackets; strings hide theirs. */
  skipContainer(): void {
    let depth = 0;
    let at = this.pos;
    for (; at < this.#length; at++) {
      const code = this.text.charCodeAt(at);
      if (code === 123 || code === 91) depth++;
      else if ((code === 125 || code === 93) && --depth === 0) break;
      else if (code === 34) at = this.#closingQuote(at);
    }
    this.pos = Math.min(at + 1, this.#length);
  }

  /** Offset of the line's `\n`, or of the text's end. */
  lineEnd(offset: number): number {
    // A text without line ends would be searched to its end for each problem.
    if (offset < this.#lineStart || offset > this.#lineEnd) {
      const end = this.text.indexOf('\n', offset);
      this.#lineStart = offset;
      this.#lineEnd = end === -1 ? this.#length : end;
    }
    return this.#lineEnd;
  }

  /** Comments and the spaces that word processors leave; false when the slash begins no comment. */
  #oddSpace(at: number, code: number): boolean {
    if (code !== 47) {
      const name = code === 0xa0 ? 'a no-break space' : 'a byte order mark';
      this.pos = at + 1;
      this.problems.add({
        code: 'unexpected-text',
        start: at,
        end: at + 1,
        message: `${name} is not white space in JSON`,
        fix: { start: at, end: at + 1, newText: code === 0xa0 ? ' ' : '' },
      });
      return true;
    }
    const next = this.text.charCodeAt(at + 1);
    if (next !== 47 && next !== 42) return false;
    const close = next === 42 ? this.text.indexOf('*/', at + 2) : this.#commentLineEnd(at);
    const end = close === -1 ? this.#length : next === 42 ? close + 2 : close;
    this.pos = end;
    const message =
      close === -1 ? 'this comment never ends; JSON has no comments' : 'JSON has no comments';
    this.problems.add({
      code: 'comment',
      start: at,
      end,
      message,
      // A comment that never ends swallowed the rest of the file, which is not for us to delete.
      ...(close === -1 ? {} : { fix: { start: at, end, newText: '' } }),
    });
    return true;
  }

  #closingQuote(at: number): number {
    for (let i = at + 1; i < this.#length; i++) {
      const code = this.text.charCodeAt(i);
      if (code === 92) i++;
      else if (code === 34) return i;
    }
    return this.#length;
  }

  #commentLineEnd(at: number): number {
    const end = this.lineEnd(at);
    return this.text.charCodeAt(end - 1) === 13 ? end - 1 : end;
  }

  #escape(at: number): number {
    const code = this.text.charCodeAt(at + 1);
    switch (code) {
      case 34:
      case 92:
      case 47:
      case 98:
      case 102:
      case 110:
      case 114:
      case 116: // prettier-ignore
        return at + 2;
      case 117:
        if (/^[0-9a-fA-F]{4}$/.test(this.text.slice(at + 2, at + 6))) return at + 6;
    }
    if (Number.isNaN(code) || code < 32) return at + 1;
    const shown = this.text.slice(at, at + 2);
    const message =
      code === 117 ? '`\\u` needs four hexadecimal digits' : `\`${shown}\` is no escape in JSON`;
    this.problems.add({ code: 'bad-escape', start: at, end: at + 2, message });
    return at + 2;
  }

  #controlCharacter(at: number, code: number): number {
    const end = code === 13 && this.text.charCodeAt(at + 1) === 10 ? at + 2 : at + 1;
    const hex = code.toString(16).padStart(4, '0');
    const text = code === 10 || code === 13 ? '\\n' : code === 9 ? '\\t' : `\\u${hex}`;
    this.problems.add({
      code: 'control-character',
      start: at,
      end,
      message: `a string may not hold the control character U+${hex.toUpperCase()}: write \`${text}\``,
      fix: { start: at, end, newText: text },
    });
    return end;
  }

  /** A line end in a string: the string was left open, unless the next line has the quote that closes it. */
  #stringGoesOn(at: number): boolean {
    let quotes = 0;
    for (let i = at + 1; i < this.#length; i++) {
      const code = this.text.charCodeAt(i);
      if (code === 10 && i > at + 1) break;
      if (code === 92) i++;
      else if (code === 34) quotes++;
    }
    return quotes % 2 === 1;
  }

  #unclosedString(start: number, lineEnd: number): number {
    this.pos = lineEnd;
    const message = 'this string has no closing quote';
    const problem = { code: 'unclosed-string', start, end: lineEnd, message } as const;
    this.problems.add(problem);
    this.problems.skipTo(this.lineEnd(lineEnd));
    return unclosed;
  }
}

/** Found text in a message: at most 24 characters. */
export function shorten(text: string): string {
  return text.length > 24 ? `${text.slice(0, 23)}…` : text;
}

function numberAdvice(found: string): string {
  if (/^[-+]?0\d/.test(found)) return ': no leading zeros';
  if (found.startsWith('+')) return ': no leading plus';
  if (found.startsWith('.')) return ': a digit belongs before the point';
  if (found.endsWith('.')) return ': a digit belongs after the point';
  return '';
}
