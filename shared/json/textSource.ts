/** A text that is read by ranges; offsets are those of `scan`. */
export interface TextSource {
  readonly length: number;
  /** For looking at ASCII only: a character for each unit of the source, the ASCII ones as they are. */
  scan(start: number, end: number): string;
  /** The text as it is meant. */
  read(start: number, end: number): string;
}

/** A text in memory. */
export function sourceOfText(text: string): TextSource {
  const read = (start: number, end: number): string => text.slice(start, end);
  return { length: text.length, scan: read, read };
}
