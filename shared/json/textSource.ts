/** A text that is read by ranges of its units. */
export interface TextSource {
  readonly length: number;
  /** A text that has what lies between two offsets from `at` on: a character for each unit, the ASCII ones as they are. */
  scan(start: number, end: number): { readonly text: string; readonly at: number };
  /** The text as it is meant. */
  read(start: number, end: number): string;
}

/** A text in memory. */
export function sourceOfText(text: string): TextSource {
  return {
    length: text.length,
    scan: start => ({ text, at: start }),
    read: (start, end) => text.slice(start, end),
  };
}
