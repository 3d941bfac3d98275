import { LineIndex, type TextPosition } from './lineIndex';

/** How much a text moves what follows it. */
export interface TextShape {
  /** UTF-16 units. */
  readonly length: number;
  readonly lineBreaks: number;
  /** UTF-16 units behind the last line break. */
  readonly lastLineLength: number;
}

/** A part of a text that may be read again each time it is needed. */
export class TextPiece {
  #shape: TextShape | undefined;

  constructor(private readonly read: () => string) {}

  get text(): string {
    const text = this.read();
    this.#shape ??= shapeOf(text);
    return text;
  }

  get shape(): TextShape {
    return this.#shape ?? shapeOf(this.text);
  }

  /** The position of an offset when the piece begins in line 1, column 1. */
  positionAt(offset: number): TextPosition {
    return new LineIndex(this.text).positionAt(offset);
  }

  /** The inverse of positionAt. */
  offsetAt(position: TextPosition): number {
    return new LineIndex(this.text).offsetAt(position);
  }
}

function shapeOf(text: string): TextShape {
  let lineBreaks = 0;
  let lineStart = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    lineBreaks++;
    lineStart = at + 1;
  }
  // A lone \r is rare, and breaks a line too.
  for (let at = text.indexOf('\r'); at !== -1; at = text.indexOf('\r', at + 1)) {
    if (text.charCodeAt(at + 1) === 10) continue;
    lineBreaks++;
    lineStart = Math.max(lineStart, at + 1);
  }
  return { length: text.length, lineBreaks, lastLineLength: text.length - lineStart };
}
