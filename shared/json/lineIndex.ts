import { lastUpTo } from '../util/lastUpTo';

/** A place as people and editors name it: both 1-based, columns in UTF-16 units. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** Where the lines of a text begin. A line ends with `\n`, `\r\n` or a lone `\r`. */
export class LineIndex {
  readonly #starts: readonly number[];
  readonly #length: number;

  constructor(text: string) {
    this.#starts = lineStarts(text);
    this.#length = text.length;
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  /** An offset beyond the text is the position of its end. */
  positionAt(offset: number): TextPosition {
    const clamped = Math.max(0, Math.min(offset, this.#length));
    const line = lastUpTo(this.#starts.length, index => (this.#starts[index] ?? 0) <= clamped);
    return { line: line + 1, column: clamped - (this.#starts[line] ?? 0) + 1 };
  }

  /** The inverse of positionAt; a column beyond the line's end is clamped to the text. */
  offsetAt({ line, column }: TextPosition): number {
    const start = this.#starts[line - 1] ?? this.#length;
    return Math.max(0, Math.min(start + column - 1, this.#length));
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  // indexOf is many times faster than looking at each character; a lone \r is rare enough to look up apart.
  let newline = text.indexOf('\n');
  let carriage = text.indexOf('\r');
  while (newline !== -1 || carriage !== -1) {
    if (carriage === -1 || (newline !== -1 && newline < carriage)) {
      starts.push(newline + 1);
      newline = text.indexOf('\n', newline + 1);
    } else {
      // The \n of \r\n is the same line end.
      if (newline === carriage + 1) newline = text.indexOf('\n', newline + 1);
      const next = text.charCodeAt(carriage + 1) === 10 ? carriage + 2 : carriage + 1;
      starts.push(next);
      carriage = text.indexOf('\r', next);
    }
  }
  return starts;
}
