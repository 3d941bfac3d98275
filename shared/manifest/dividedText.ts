// A manifest whose exports stand for themselves: parts, and gaps before, between and behind them.
import { applyEdits } from '../json/applyEdits';
import { EntrySplitter, type Entry } from '../json/entrySplitter';
import type { JsonDocument } from '../json/jsonDocument';
import type { TextPosition } from '../json/lineIndex';
import { parseJson } from '../json/parseJson';
import type { TextEdit } from '../json/problem';
import { TextLayout, type TextPlace } from '../json/textLayout';
import { TextPiece } from '../json/textPiece';
import { sourceOfText, type TextSource } from '../json/textSource';
import { lastUpTo } from '../util/lastUpTo';
import type { Steps } from '../util/steps';
import type { DocumentContent } from './documentContent';
import { createReadEntries, EntryPart, type ReadEntries } from './exportPart';
import { elementsOf } from './exportView';

const names = { list: 'exports', noted: 'rootUrl' };

/** Read at once between two steps. */
const unitsOfStep = 1_000_000;

/** A larger frame is not worth the division: it would be read with each edit. */
const frameLimit = 8_000_000;

/** The gap before each part, and the one behind the last. */
interface Pieces {
  readonly gaps: readonly TextPiece[];
  readonly parts: readonly EntryPart[];
}

/** A manifest's text, divided. */
export class DividedText implements DocumentContent {
  readonly parts: readonly EntryPart[];
  readonly #gaps: readonly TextPiece[];
  #layout: TextLayout | undefined;
  /** Where each gap begins in the frame. */
  #frameStarts: Float64Array | undefined;

  private constructor(
    { gaps, parts }: Pieces,
    readonly frame: JsonDocument,
    private readonly entries: ReadEntries,
  ) {
    this.#gaps = gaps;
    this.parts = parts;
  }

  /** Divides a text, or finds that it is to be read as a whole. */
  static *reading(source: TextSource): Steps<DividedText | undefined> {
    const splitter = new EntrySplitter(names);
    for (let start = 0; start < source.length; start += unitsOfStep) {
      const end = Math.min(start + unitsOfStep, source.length);
      const { text, at } = source.scan(start, end);
      splitter.push(text, at, at + end - start);
      yield;
    }
    const found = splitter.finish();
    const entries = createReadEntries();
    return found && DividedText.#of(cut(source, found, entries), entries);
  }

  static #of(pieces: Pieces, entries: ReadEntries): DividedText | undefined {
    const text = pieces.gaps.map(gap => gap.text).join('{}');
    if (text.length > frameLimit) return undefined;
    const frame = parseJson(text);
    // What the splitter took for the exports must be what the reader takes for them.
    const nodes = elementsOf(frame, frame.property(frame.root, 'exports'));
    let start = 0;
    for (const [index, gap] of pieces.gaps.entries()) {
      start += gap.shape.length;
      const isLast = index === pieces.parts.length;
      if (isLast ? nodes.length !== index : frame.start(nodes[index] ?? -1) !== start)
        return undefined;
      start += 2;
    }
    return new DividedText(pieces, frame, entries);
  }

  get layout(): TextLayout {
    return (this.#layout ??= new TextLayout(alternating(this.#gaps, this.parts)));
  }

  get text(): string {
    return this.#textBetween(0, this.parts.length);
  }

  get length(): number {
    return this.layout.length;
  }

  *loading(): Steps<JsonDocument> {
    return this.frame;
  }

  placeOf(index: number): TextPlace {
    return this.layout.placeOf(2 * index + 1);
  }

  endOf(index: number): TextPlace {
    return this.layout.placeOf(2 * index + 2);
  }

  frameOffset(offset: number): number {
    const starts = (this.#frameStarts ??= this.#startsInFrame());
    const gap = lastUpTo(starts.length, index => (starts[index] ?? 0) <= offset);
    // Within `{}` only the place between the two is in no gap.
    return this.layout.offsetOf(2 * gap) + offset - (starts[gap] ?? 0);
  }

  partAt(offset: number): number {
    const piece = this.layout.pieceAt(offset);
    const isEnd = piece > 0 && piece % 2 === 0 && this.layout.offsetOf(piece) === offset;
    if (isEnd) return piece / 2 - 1;
    return piece % 2 === 1 ? (piece - 1) / 2 : -1;
  }

  positionAt(offset: number): TextPosition {
    return this.layout.positionAt(offset);
  }

  offsetAt(position: TextPosition): number {
    return this.layout.offsetAt(position);
  }

  /** The next version; undefined when it is to be read as a whole. */
  edit(edit: TextEdit): DividedText | undefined {
    const first = this.#partsUpTo(edit.start);
    let next = first;
    while (next < this.parts.length && this.placeOf(next).offset < edit.end) next++;
    const regionStart = this.layout.offsetOf(2 * first);
    const before = this.#textBetween(first, next);
    const start = edit.start - regionStart;
    const end = edit.end - regionStart;
    let text = applyEdits(before, [{ start, end, newText: edit.newText }]);
    const splitter = first === 0 ? new EntrySplitter(names) : EntrySplitter.behindEntry(names, 0);
    splitter.push(text);
    // Parts that the edit turned upside down, such as those behind a bracket or a quote too many.
    while (next < this.parts.length && !splitter.isBetweenEntries) {
      const more = `${this.parts[next]?.text}${this.#gaps[++next]?.text}`;
      splitter.push(more);
      text += more;
    }
    const found = next < this.parts.length ? splitter.entries : splitter.finish();
    return found && this.#replace(first, next, cut(sourceOfText(text), found, this.entries));
  }

  /** With other pieces from gap `first` to gap `last`. */
  #replace(first: number, last: number, { gaps, parts }: Pieces): DividedText | undefined {
    const oldGaps = this.#gaps.slice(first, last + 1);
    const isSameFrame =
      gaps.length === oldGaps.length && gaps.every((gap, at) => gap.text === oldGaps[at]?.text);
    const oldParts = this.parts.slice(first, last);
    const pieces = {
      gaps: isSameFrame ? this.#gaps : this.#gaps.toSpliced(first, last + 1 - first, ...gaps),
      parts: this.parts.toSpliced(first, last - first, ...sameWhereEqual(parts, oldParts)),
    };
    return isSameFrame
      ? new DividedText(pieces, this.frame, this.entries)
      : DividedText.#of(pieces, this.entries);
  }

  /** How many parts end at or before an offset. */
  #partsUpTo(offset: number): number {
    const piece = this.layout.pieceAt(offset);
    return piece % 2 === 0 ? piece / 2 : (piece - 1) / 2;
  }

  /** The text from one gap to another, with both. */
  #textBetween(first: number, last: number): string {
    const texts: string[] = [];
    for (let index = first; index <= last; index++) {
      texts.push(this.#gaps[index]?.text ?? '');
      const part = index < last ? this.parts[index] : undefined;
      if (part) texts.push(part.text);
    }
    return texts.join('');
  }

  #startsInFrame(): Float64Array {
    const starts = new Float64Array(this.#gaps.length);
    let start = 0;
    for (const [index, gap] of this.#gaps.entries()) {
      starts[index] = start;
      start += gap.shape.length + 2;
    }
    return starts;
  }
}

/** The parts, but those from before where their text is the same: edits here and there left them alone. */
function sameWhereEqual(
  parts: readonly EntryPart[],
  before: readonly EntryPart[],
): readonly EntryPart[] {
  if (parts.length !== before.length) return parts;
  return parts.map((part, index) => {
    const old = before[index];
    return old && old.text === part.text ? old : part;
  });
}

function alternating(gaps: readonly TextPiece[], parts: readonly TextPiece[]): TextPiece[] {
  const pieces: TextPiece[] = [];
  for (let index = 0; index < gaps.length; index++) {
    for (const piece of [gaps[index], parts[index]]) if (piece) pieces.push(piece);
  }
  return pieces;
}

/** The entries of a text as parts, and what lies between as gaps. */
function cut(source: TextSource, found: readonly Entry[], entries: ReadEntries): Pieces {
  const gaps: TextPiece[] = [];
  const parts: EntryPart[] = [];
  let end = 0;
  const addGap = (from: number, to: number): void => {
    const text = source.read(from, to);
    gaps.push(new TextPiece(() => text));
  };
  for (const { start, end: entryEnd, noted } of found) {
    addGap(end, start);
    const readRootUrl = noted && (() => source.read(noted.start, noted.end));
    parts.push(new EntryPart(() => source.read(start, entryEnd), readRootUrl, entries));
    end = entryEnd;
  }
  addGap(end, source.length);
  return { gaps, parts };
}
