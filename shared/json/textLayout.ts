// A text made of pieces: where each begins, and which one holds an offset or a position.
import { lastUpTo } from '../util/lastUpTo';
import type { TextPosition } from './lineIndex';
import type { TextPiece } from './textPiece';

/** Where a piece begins; line and column are 1-based. */
export interface TextPlace extends TextPosition {
  readonly offset: number;
}

/** The place of a text that is all of its document. */
export const textStart: TextPlace = { offset: 0, line: 1, column: 1 };

/** The places of pieces that follow each other. */
export class TextLayout {
  /** One more than there are pieces: the end of the text. */
  readonly #offsets: Float64Array;
  readonly #lines: Float64Array;
  readonly #columns: Float64Array;

  /** No piece but the last ends within a `\r\n`. */
  constructor(private readonly pieces: readonly TextPiece[]) {
    const count = pieces.length + 1;
    this.#offsets = new Float64Array(count);
    this.#lines = new Float64Array(count);
    this.#columns = new Float64Array(count);
    let [offset, line, column] = [0, 1, 1];
    for (let index = 0; index < count; index++) {
      this.#offsets[index] = offset;
      this.#lines[index] = line;
      this.#columns[index] = column;
      const shape = pieces[index]?.shape;
      if (!shape) break;
      offset += shape.length;
      line += shape.lineBreaks;
      column = shape.lineBreaks === 0 ? column + shape.length : shape.lastLineLength + 1;
    }
  }

  /** UTF-16 units of all pieces. */
  get length(): number {
    return this.#offsets[this.pieces.length] ?? 0;
  }

  /** Where a piece begins; of the index behind the last piece the end of the text. */
  placeOf(index: number): TextPlace {
    return {
      offset: this.#offsets[index] ?? 0,
      line: this.#lines[index] ?? 1,
      column: this.#columns[index] ?? 1,
    };
  }

  offsetOf(index: number): number {
    return this.#offsets[index] ?? 0;
  }

  /** The last piece that begins at or before the offset. */
  pieceAt(offset: number): number {
    return lastUpTo(this.pieces.length, index => this.offsetOf(index) <= offset);
  }

  positionAt(offset: number): TextPosition {
    const index = this.pieceAt(offset);
    const place = this.placeOf(index);
    const position = this.pieces[index]?.positionAt(offset - place.offset);
    return position ? movedTo(place, position) : place;
  }

  /** The inverse of positionAt. */
  offsetAt({ line, column }: TextPosition): number {
    const index = lastUpTo(this.pieces.length, piece => {
      const place = this.placeOf(piece);
      return place.line < line || (place.line === line && place.column <= column);
    });
    const place = this.placeOf(index);
    const own = {
      line: line - place.line + 1,
      column: line === place.line ? column - place.column + 1 : column,
    };
    return place.offset + (this.pieces[index]?.offsetAt(own) ?? 0);
  }
}

/** The position in the text of a position in a piece that begins at `place`. */
export function movedTo(place: TextPosition, { line, column }: TextPosition): TextPosition {
  return {
    line: place.line + line - 1,
    column: line === 1 ? place.column + column - 1 : column,
  };
}
