// A text with several SQL statements → where each begins and ends.
import type { TextSpan } from './textSpan';
import { sqlTokens, type SqlToken } from './sqlTokens';

/** The statements of a text, without comments around them and without their semicolons. Pure. */
export function splitStatements(text: string): TextSpan[] {
  const statements: TextSpan[] = [];
  let begin: SqlToken | undefined;
  let last: SqlToken | undefined;
  let trigger = new TriggerBody();
  const close = (): void => {
    if (begin && last) statements.push({ start: begin.start, end: last.end });
    begin = last = undefined;
    trigger = new TriggerBody();
  };
  for (const token of sqlTokens(text)) {
    if (token.kind === 'comment') continue;
    const word = text.slice(token.start, token.end).toUpperCase();
    if (word === ';' && token.kind === 'sign' && !trigger.isOpen) {
      close();
      continue;
    }
    begin ??= token;
    last = token;
    if (token.kind === 'word') trigger.read(word);
    else trigger.readOther();
  }
  close();
  return statements;
}

/**
 * The statement that a cursor is in or behind: comments and empty lines above a statement belong to it, the rest of the
 * line behind its semicolon too. Behind the last it is the last; undefined where there is none.
 */
export function statementAt(
  text: string,
  offset: number,
  statements: readonly TextSpan[] = splitStatements(text),
): TextSpan | undefined {
  return statements.find(({ end }) => offset <= endOfLine(text, end)) ?? statements.at(-1);
}

function endOfLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  const line = text.slice(offset, end < 0 ? text.length : end);
  // Another statement on the same line begins where this one's semicolon ends.
  const other = /;\s*(?=[^\s;-])/.exec(line);
  return offset + (other ? other[0].length - 1 : line.length);
}

/** Whether the semicolons that come are those inside of a trigger, between its BEGIN and END. */
class TriggerBody {
  #words = 0;
  #state: 'none' | 'create' | 'trigger' | 'body' = 'none';
  #cases = 0;

  get isOpen(): boolean {
    return this.#state === 'body';
  }

  readOther(): void {
    this.#words++;
  }

  read(word: string): void {
    const place = this.#words++;
    if (this.#state === 'none' && word === 'CREATE' && place < 3) this.#state = 'create';
    else if (this.#state === 'create') {
      if (word === 'TRIGGER') this.#state = 'trigger';
      else if (!/^(TEMP|TEMPORARY)$/.test(word)) this.#state = 'none';
    } else if (this.#state === 'trigger' && word === 'BEGIN') this.#state = 'body';
    else if (this.#state === 'body') this.#readInBody(word);
  }

  #readInBody(word: string): void {
    if (word === 'CASE') this.#cases++;
    else if (word === 'END' && this.#cases > 0) this.#cases--;
    else if (word === 'END') this.#state = 'none';
  }
}
