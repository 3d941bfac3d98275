// SQL text → tokens, as SQLite cuts it. Survives any text: what is left open reaches to the end.

/** A piece of SQL that means something; white space is none. */
export interface SqlToken {
  readonly kind:
    /** A keyword or a name without quotes. */
    | 'word'
    /** A name in `"…"`, `` `…` `` or `[…]`. */
    | 'name'
    | 'text'
    | 'number'
    | 'comment'
    /** `?1`, `:name`, `@name`, `$name`. */
    | 'parameter'
    /** One sign, or an operator of several. */
    | 'sign';
  readonly start: number;
  readonly end: number;
}

const pattern = new RegExp(
  [
    /(?<comment>--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))/,
    /(?<text>[xX]?'(?:[^']|'')*(?:'|$))/,
    /(?<name>"(?:[^"]|"")*(?:"|$)|`(?:[^`]|``)*(?:`|$)|\[[^\]]*(?:\]|$))/,
    /(?<number>(?:0[xX][\da-fA-F_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?))/,
    /(?<word>[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)/,
    /(?<parameter>\?\d*|[:@$#][\w$\u0080-\uffff]+)/,
    /(?<sign>->>?|\|\||<[<=>]?|>[>=]?|==?|!=|[^\s])/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
);

const kinds = ['comment', 'text', 'name', 'number', 'word', 'parameter', 'sign'] as const;

/** The tokens of a text, in order, comments included. */
export function* sqlTokens(text: string): Generator<SqlToken, void, undefined> {
  for (const { index, 0: found, groups = {} } of text.matchAll(pattern)) {
    const kind = kinds.find(each => groups[each] !== undefined) ?? 'sign';
    yield { kind, start: index, end: index + found.length };
  }
}

/** The name that a word or a name in quotes stands for. */
export function nameOf(text: string): string {
  const inner = text.slice(1, -1);
  switch (text.charAt(0)) {
    case '"':
      return inner.replaceAll('""', '"');
    case '`':
      return inner.replaceAll('``', '`');
    case '[':
      return inner;
    default:
      return text;
  }
}
