// sql.js can bind no integer beyond 32 bits. Bound as decimal text and cast in SQL, any 64-bit integer is exact.

/** SQL in which the given parameters (from 1) are read as INTEGER from the text that is bound to them. */
export function castParameters(sql: string, params: ReadonlySet<number>): string {
  const numbers = new Map<string, number>();
  let last = 0;
  return sql.replace(token, (text: string) => {
    if (!/^[?:@$]/.test(text)) return text;
    const number = numberOf(text, last, numbers);
    last = Math.max(last, number);
    // The plus takes the affinity away that CAST gives, so that comparisons treat it as a parameter.
    return params.has(number) ? `(+CAST(?${number} AS INTEGER))` : `?${number}`;
  });
}

/** Strings, quoted names, comments and words, in which a question mark is no parameter; then parameters. */
const token =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|\?\d*|[:@$][\w$\u0080-\uffff]+(?:::[\w$]+)*(?:\([^)\s]*\))?|[\w\u0080-\uffff][\w$\u0080-\uffff]*/g;

/** SQLite's rule: `?` is one more than the highest so far, a name has the number of its first use. */
function numberOf(text: string, last: number, numbers: Map<string, number>): number {
  if (text === '?') return last + 1;
  if (text.startsWith('?')) return Number(text.slice(1));
  const known = numbers.get(text) ?? last + 1;
  numbers.set(text, known);
  return known;
}
