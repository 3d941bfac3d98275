import type { JsonDocument } from '../json/jsonDocument';
import { LineIndex, type TextPosition } from '../json/lineIndex';
import { parseJson, parsingJson } from '../json/parseJson';
import { textStart, type TextPlace } from '../json/textLayout';
import type { Steps } from '../util/steps';
import type { ExportPart } from './exportPart';

/** What a ManifestDocument is made of. */
export interface DocumentContent {
  readonly length: number;
  readonly text: string;
  readonly frame: JsonDocument;
  /** The exports that stand for themselves; undefined where they are nodes of the frame. */
  readonly parts: readonly ExportPart[] | undefined;
  /** Reads the frame in steps, where that is much work. */
  loading(): Steps<JsonDocument>;
  /** Where a part begins; of the index behind the last where the text behind it ends. */
  placeOf(index: number): TextPlace;
  /** Where a part ends. */
  endOf(index: number): TextPlace;
  /** The document's offset of one in the frame. */
  frameOffset(offset: number): number;
  /** Index of the part around an offset; -1 if none. */
  partAt(offset: number): number;
  positionAt(offset: number): TextPosition;
  offsetAt(position: TextPosition): number;
}

/** A text that is read as one: it has no entries, or its brackets do not match. */
export class WholeText implements DocumentContent {
  readonly parts = undefined;
  #frame: JsonDocument | undefined;
  #lines: LineIndex | undefined;

  constructor(readonly text: string) {}

  get length(): number {
    return this.text.length;
  }

  get frame(): JsonDocument {
    return (this.#frame ??= parseJson(this.text));
  }

  *loading(): Steps<JsonDocument> {
    return (this.#frame ??= yield* parsingJson(this.text));
  }

  placeOf(): TextPlace {
    return textStart;
  }

  endOf(): TextPlace {
    return textStart;
  }

  frameOffset(offset: number): number {
    return offset;
  }

  partAt(): number {
    return -1;
  }

  positionAt(offset: number): TextPosition {
    return this.#lineIndex.positionAt(offset);
  }

  offsetAt(position: TextPosition): number {
    return this.#lineIndex.offsetAt(position);
  }

  get #lineIndex(): LineIndex {
    return (this.#lines ??= new LineIndex(this.text));
  }
}
