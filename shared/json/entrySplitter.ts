// Finds the objects of one top-level list by quotes, brackets and comments alone, many times faster than reading them.
// All that matters is ASCII: the text may come as UTF-16 or, a character for a byte, as UTF-8.
import { decodeString } from './decodeString';

/** One object of the list; offsets are half-open. */
export interface Entry {
  readonly start: number;
  readonly end: number;
  /** Where the string lies that the noted member has, with its quotes; undefined where it has none. */
  readonly noted: { readonly start: number; readonly end: number } | undefined;
}

/** What a splitter looks for. */
export interface EntryNames {
  /** The member of the root whose elements are wanted. */
  readonly list: string;
  /** The member of each element whose string is noted. */
  readonly noted: string;
}

type Mode =
  /** Between tokens, and in words and numbers. */
  | 'plain'
  | 'string'
  /** Behind a backslash in a string. */
  | 'escape'
  /** Behind a slash that may begin a comment. */
  | 'slash'
  | 'lineComment'
  | 'blockComment'
  /** Behind an asterisk that may end a comment. */
  | 'asterisk';

/** Longer names are compared with none. */
const nameLimit = 200;

/** A scan that takes the text piece by piece. */
export class EntrySplitter {
  readonly entries: Entry[] = [];
  /** Of the beginning of the text at hand, of which a piece up to `#end` is looked at. */
  #offset: number;
  #end = 0;
  #mode: Mode = 'plain';
  /** The brackets that close what is open. */
  readonly #open: number[] = [];
  #isInList = false;
  #listCount = 0;
  /** Something that only a reader of the whole text can make sense of. */
  #isOdd = false;
  /** The last string of the root or of an entry, as written, and the name that the scan is behind. */
  #string = '';
  #stringStart = 0;
  #key = '';
  /** In the root or in an entry, whose names matter. */
  #isNaming = false;
  #entryStart = 0;
  #noted: Entry['noted'];

  constructor(
    private readonly names: EntryNames,
    offset = 0,
  ) {
    this.#offset = offset;
  }

  /** A scan that goes on in the list, behind one of its objects. */
  static behindEntry(names: EntryNames, offset: number): EntrySplitter {
    const splitter = new EntrySplitter(names, offset);
    splitter.#open.push(125, 93);
    splitter.#isInList = true;
    splitter.#listCount = 1;
    return splitter;
  }

  /** In the list, where its next object may begin: what follows is read the same, whatever came before. */
  get isBetweenEntries(): boolean {
    return !this.#isOdd && this.#mode === 'plain' && this.#isInList && this.#open.length === 2;
  }

  /** Takes the next piece of the text: that of `text` between two offsets. */
  push(text: string, start = 0, end = text.length): void {
    // Not a slice: to look at the characters of one takes twice as long.
    this.#offset -= start;
    this.#end = end;
    let at = start;
    while (at < end && !this.#isOdd) {
      if (this.#mode === 'plain') at = this.#plain(text, at);
      else if (this.#mode === 'string') at = this.#inString(text, at);
      else at = this.#elsewhere(text, at);
    }
    this.#offset += end;
  }

  /** The text has ended: undefined unless all brackets match and the root has the list once. */
  finish(): readonly Entry[] | undefined {
    const isWhole = this.#mode === 'plain' || this.#mode === 'lineComment';
    const isSound = isWhole && !this.#isOdd && this.#open.length === 0 && this.#listCount === 1;
    return isSound ? this.entries : undefined;
  }

  #plain(text: string, from: number): number {
    const end = this.#end;
    for (let at = from; at < end; at++) {
      const code = text.charCodeAt(at);
      if (code === 32) continue;
      if (code === 34) {
        if (this.#isNaming) return this.#beginString(at);
        // Nearly all strings: nobody asks what they say.
        at = endOfString(text, at + 1, end);
        if (at >= end || text.charCodeAt(at) === 92) return this.#leaveString(at);
      } else if (code === 44 || code === 58) {
        if (this.#isNaming) this.#separator(code);
      }
      // With one bit set, both opening brackets are 123 and both closing ones 125.
      else if ((code | 32) === 123) this.#beginContainer(code, at);
      else if ((code | 32) === 125) this.#endContainer(code, at);
      else if (code === 47) {
        this.#mode = 'slash';
        return at + 1;
      } else if (code === 39) this.#isOdd = true;
    }
    return end;
  }

  #beginString(at: number): number {
    this.#mode = 'string';
    this.#string = '';
    this.#stringStart = this.#offset + at;
    return at + 1;
  }

  #inString(text: string, from: number): number {
    const at = endOfString(text, from, this.#end);
    if (at >= this.#end) {
      if (this.#isNaming) this.#addToString(text.slice(from, at));
      return at;
    }
    const code = text.charCodeAt(at);
    if (this.#isNaming) this.#addToString(text.slice(from, code === 92 ? at + 1 : at));
    if (code === 92) return this.#leaveString(at);
    this.#mode = 'plain';
    if (code === 34) this.#endString(this.#offset + at + 1);
    return at + 1;
  }

  /** The string goes on, behind a backslash or in the next piece of the text. */
  #leaveString(at: number): number {
    this.#mode = at >= this.#end ? 'string' : 'escape';
    return at + 1;
  }

  #addToString(text: string): void {
    if (this.#string.length < nameLimit) this.#string += text;
  }

  #endString(end: number): void {
    const isNoted = this.#open.length === 3 && this.#key === this.names.noted && this.#isNaming;
    if (isNoted) this.#noted = { start: this.#stringStart, end };
  }

  #separator(code: number): void {
    if (code === 44) this.#key = '';
    else this.#endKey();
  }

  #endKey(): void {
    this.#key = this.#string.includes('\\') ? decodeString(this.#string) : this.#string;
    this.#string = '';
    if (this.#open.length === 1 && this.#key === this.names.list && ++this.#listCount > 1) {
      this.#isOdd = true;
    }
  }

  #beginContainer(code: number, at: number): void {
    const { length } = this.#open;
    const isList = length === 1 && code === 91 && this.#key === this.names.list;
    // The root is an object, and nothing follows it.
    if (length === 0 && (code !== 123 || this.#listCount > 0)) this.#isOdd = true;
    if (isList) this.#isInList = true;
    if (length === 2 && this.#isInList) {
      this.#entryStart = this.#offset + at;
      this.#noted = undefined;
    }
    this.#open.push(code + 2);
    this.#enter();
  }

  #endContainer(code: number, at: number): void {
    if (this.#open.pop() !== code) this.#isOdd = true;
    else if (this.#open.length === 2 && this.#isInList && code === 125) {
      const end = this.#offset + at + 1;
      this.entries.push({ start: this.#entryStart, end, noted: this.#noted });
    } else if (this.#open.length === 1) this.#isInList = false;
    this.#enter();
  }

  /** A container begins, or goes on behind one that has ended. */
  #enter(): void {
    const { length } = this.#open;
    this.#isNaming = length === 1 || (length === 3 && this.#isInList && this.#open[2] === 125);
    this.#key = '';
    this.#string = '';
  }

  /** In a comment, or behind a character that gives the next one its meaning. */
  #elsewhere(text: string, at: number): number {
    const code = text.charCodeAt(at);
    switch (this.#mode) {
      case 'escape':
        this.#mode = 'string';
        if (code < 32) return at;
        if (this.#isNaming) this.#addToString(text.charAt(at));
        return at + 1;
      case 'slash':
        this.#mode = code === 47 ? 'lineComment' : code === 42 ? 'blockComment' : 'plain';
        return this.#mode === 'plain' ? at : at + 1;
      case 'lineComment':
        return this.#behind(text, '\n', at, 'plain');
      case 'blockComment':
        return this.#behind(text, '*', at, 'asterisk');
      default:
        this.#mode = code === 47 ? 'plain' : code === 42 ? 'asterisk' : 'blockComment';
        return at + 1;
    }
  }

  #behind(text: string, wanted: string, from: number, mode: Mode): number {
    const at = text.indexOf(wanted, from);
    if (at === -1 || at >= this.#end) return this.#end;
    this.#mode = mode;
    return at + 1;
  }
}

/** Where a string ends, or is not only text any more: a line end ends it too, so that one left open hides no more than its line. */
function endOfString(text: string, from: number, end: number): number {
  let at = from;
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 34 || code === 92 || code === 10 || code === 13) break;
  }
  return at;
}
