// Text that is no JSON but looks like something: told for what it is, and skipped.
import { kindCode } from './jsonKind';
import type { ProblemList } from './problemList';
import { shorten, type Scanner } from './scanner';

/** What writers of other languages mean. */
const literalFor: Readonly<Partial<Record<string, string>>> = {
  null: 'null',
  none: 'null',
  nil: 'null',
  undefined: 'null',
  nul: 'null',
  true: 'true',
  yes: 'true',
  false: 'false',
  no: 'false',
};

/** Reads a bare word; the kind of its node. */
export function readLiteral(scanner: Scanner, problems: ProblemList): number {
  const start = scanner.pos;
  const word = scanner.word();
  if (word === 'null') return kindCode.null;
  if (word === 'true') return kindCode.true;
  if (word === 'false') return kindCode.false;
  const meant = Object.hasOwn(literalFor, word.toLowerCase())
    ? literalFor[word.toLowerCase()]
    : undefined;
  const advice = meant === undefined ? '' : `: did you mean \`${meant}\`?`;
  const message = `\`${shorten(word)}\` is no JSON value${advice}`;
  problems.tell('bad-literal', [start, scanner.pos], message, meant);
  return kindCode.invalid;
}

/** Skips `...`, which stands for a member's value or for items left out; `before` is the end of what precedes it. */
export function skipPlaceholder(
  scanner: Scanner,
  problems: ProblemList,
  { before, isValue }: { readonly before: number; readonly isValue: boolean },
): void {
  const { text, pos: start } = scanner;
  const end = start + (text.charCodeAt(start) === 0x2026 ? 1 : 3);
  scanner.pos = end;
  problems.add({
    code: 'placeholder',
    start,
    end,
    message: 'a placeholder that stands for text left out, not JSON',
    fix: isValue
      ? { start, end, newText: 'null' }
      : { ...withComma(text, { before, start, end }), newText: '' },
  });
}

/** Skips text that begins no token, and is quiet about the rest of the line. */
export function skipUnreadable(scanner: Scanner, problems: ProblemList): void {
  const start = scanner.pos;
  scanner.unreadable();
  const end = scanner.pos;
  const found = shorten(scanner.text.slice(start, Math.min(end, start + 40)));
  problems.tell('unexpected-text', [start, end], `\`${found}\` has no place here`);
  problems.skipTo(scanner.lineEnd(end));
}

/** A string from `start` to the cursor that stands in single quotes. */
export function tellSingleQuotes(scanner: Scanner, problems: ProblemList, start: number): void {
  const end = scanner.pos;
  const body = scanner.text.slice(start + 1, end - 1);
  // Escapes stay as they are, but for the quote's own.
  const fix = `"${body.replaceAll("\\'", "'").replaceAll(/(?<!\\)"/g, '\\"')}"`;
  problems.tell('single-quotes', [start, end], 'JSON needs double quotes here', fix);
}

/** The placeholder and one comma beside it, so that none is left over. */
function withComma(
  text: string,
  { before, start, end }: { before: number; start: number; end: number },
): { start: number; end: number } {
  if (text.charCodeAt(before - 1) === 44) return { start: before - 1, end };
  let at = end;
  while (' \t\r\n'.includes(text.charAt(at)) && at < text.length) at++;
  return text.charCodeAt(at) === 44 ? { start, end: at + 1 } : { start, end };
}
