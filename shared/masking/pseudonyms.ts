// Values → pseudonyms: the same for the same value as long as a session lasts, whatever column it stands in, so that
// groups, counts and joins come out as with the values themselves. Nobody without the session's key can tell whose they are.
import { createHmac } from 'node:crypto';

import { tryParseJson } from '../util/tryParseJson';
import type { ColumnMask } from './columnMask';

/** Hexadecimal digits: of ten million values hardly two share a pseudonym. */
const digits = 12;
/** Values that are remembered; beyond, they are made anew. */
const mostKnown = 100_000;

/** Bounded, so that a long text without any `@` takes no longer than its length. */
const address =
  /[\p{L}\p{N}._%+'-]{1,64}(?:@|%40)[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/giu;
const jsonTokens = /"(?:[^"\\]|\\.)*"(\s*:)?|-?\d[\d.eE+-]*/g;

/** Replaces values by pseudonyms. */
export class Pseudonyms {
  readonly #key: string;
  readonly #known = new Map<string, string>();

  constructor(key: string) {
    this.#key = key;
  }

  /** What somebody sees of a value; nothing is no secret. */
  mask(kind: ColumnMask, text: string): string {
    switch (kind) {
      case 'none':
        return text;
      case 'addresses':
        return this.#withoutAddresses(text);
      case 'url':
        return this.#url(text);
      case 'value':
        return this.#value(text);
    }
  }

  #value(text: string): string {
    if (text === '') return text;
    const isJson = /^\s*[{[]/.test(text) && tryParseJson(text) !== undefined;
    return isJson ? this.#leaves(text) : this.#pseudonym(text);
  }

  /** Token by token, for a number of 17 digits is no JavaScript number. */
  #leaves(json: string): string {
    return json.replace(jsonTokens, (token: string, colon: string | undefined) => {
      if (!token.startsWith('"')) return JSON.stringify(this.#pseudonym(token));
      const quoted = colon === undefined ? token : token.slice(0, -colon.length);
      const text: unknown = JSON.parse(quoted);
      if (typeof text !== 'string' || text === '') return token;
      if (colon === undefined) return JSON.stringify(this.#pseudonym(text));
      return `${JSON.stringify(this.#withoutAddresses(text))}${colon}`;
    });
  }

  #url(text: string): string {
    const at = text.search(/[?#]/);
    const head = at < 0 ? text : text.slice(0, at);
    const place = this.#withoutAddresses(head.replace(/^([\w+.-]*:?\/\/)[^/@]*@/, '$1'));
    const rest = at < 0 ? '' : text.slice(at + 1);
    return rest === '' ? place : `${place}${text.charAt(at)}${this.#pseudonym(rest)}`;
  }

  #withoutAddresses(text: string): string {
    if (!text.includes('@') && !text.includes('%40')) return text;
    return text.replace(address, found => this.#pseudonym(found));
  }

  #pseudonym(text: string): string {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const code = createHmac('sha256', this.#key).update(text).digest('hex').slice(0, digits);
    const pseudonym = `masked-${code}`;
    if (this.#known.size >= mostKnown) this.#known.clear();
    this.#known.set(text, pseudonym);
    return pseudonym;
  }
}
