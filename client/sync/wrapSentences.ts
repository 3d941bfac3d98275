// Plans and reports are shown without wrapping, which would break their tables: their sentences are wrapped here.
import { wrapText } from '../../shared/util/wrapText';

/** Columns that an editor beside a side bar shows. */
const width = 100;
/** A cell that begins further to the right would be broken into crumbs; so would numbers. */
const leastWidth = 40;

/** The text with its long sentences in several lines, each below the cell that it stands in; rows of tables stay whole. */
export function wrapSentences(text: string): string {
  return text.split('\n').flatMap(wrapLine).join('\n');
}

function wrapLine(line: string): string[] {
  if (line.length <= width) return [line];
  // `    why it failed` and `failed   Acme: why it failed`.
  const start = /^(?:.*\S)? {2,}/.exec(line)?.[0].length ?? 0;
  if (width - start < leastWidth) return [line];
  const isCell = line.slice(0, start).trim() !== '';
  const indent = ' '.repeat(isCell ? start : start + 2);
  const [first = '', ...others] = wrapText(line.slice(start), width - indent.length);
  return [line.slice(0, start) + first, ...others.map(rest => indent + rest)];
}
