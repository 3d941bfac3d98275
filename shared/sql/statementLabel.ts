// What a statement is called where there is little room: by the comment above it, or its first words. Pure.
import { sqlTokens } from './sqlTokens';

const longest = 40;

/** `Events per day` for a statement that begins at `start`, below the line `-- Events per day`. */
export function statementLabel(text: string, start: number, end = text.length): string {
  return shortened(commentAbove(text.slice(0, start)) ?? firstWords(text.slice(start, end)));
}

/** The nearest comment of one line directly above; a rule of signs says nothing. */
function commentAbove(before: string): string | undefined {
  const lines = before.split(/\r?\n/);
  // What stands before the statement on its own line.
  if (lines.pop()?.trim() !== '') return undefined;
  const line = lines.pop() ?? '';
  const comment =
    /^\s*--+\s*(.*)$/.exec(line)?.[1] ?? /^\s*\/\*\s*(.*?)\s*\*\/\s*$/.exec(line)?.[1];
  const words = comment?.trim() ?? '';
  return /[\p{L}\p{N}]/u.test(words) && !/^database:/.test(words) ? words : undefined;
}

function firstWords(sql: string): string {
  let words = '';
  let before = 0;
  for (const { kind, start, end } of sqlTokens(sql)) {
    if (kind === 'comment') continue;
    words += start > before && words !== '' ? ` ${sql.slice(start, end)}` : sql.slice(start, end);
    before = end;
    if (words.length > longest) break;
  }
  return words;
}

function shortened(text: string): string {
  const signs = [...text.replaceAll(/\s+/g, ' ')];
  return signs.length <= longest ? signs.join('') : `${signs.slice(0, longest - 1).join('')}…`;
}
