// A manifest or bill of materials as a frame and its exports, so that an edit costs no more than the export it is in.
import { applyEdits } from '../json/applyEdits';
import type { JsonDocument } from '../json/jsonDocument';
import type { TextPosition } from '../json/lineIndex';
import { noNode } from '../json/nodeTable';
import type { TextEdit } from '../json/problem';
import type { TextPlace } from '../json/textLayout';
import { sourceOfText, type TextSource } from '../json/textSource';
import { finish, type Steps } from '../util/steps';
import { DividedText } from './dividedText';
import { WholeText, type DocumentContent } from './documentContent';
import { NodePart, type ExportPart } from './exportPart';
import { elementsOf } from './exportView';
import { nodeRange, offsetRange, type TextRange } from './textRange';
import type { ManifestFileKind } from './types';

/** An export and where it lies in its document. */
export interface PlacedExport {
  readonly part: ExportPart;
  /** In the file's order. */
  readonly index: number;
  /** Where the text of `part.json` begins. */
  readonly place: TextPlace;
}

/**
 * One version of a document; versions share what is equal. Where the brackets of a manifest match, its
 * exports stand for themselves, and the frame is the rest of the text, with `{}` in place of each. Else,
 * and in a bill of materials, the frame is the whole text and the exports are nodes of it.
 */
export class ManifestDocument {
  readonly #content: DocumentContent;
  readonly #givenKind: ManifestFileKind | undefined;
  #exports: readonly ExportPart[] | undefined;

  private constructor(content: DocumentContent, kind: ManifestFileKind | undefined) {
    this.#content = content;
    this.#givenKind = kind;
    this.#exports = content.parts;
  }

  /** The document of a text; without `kind` the content tells which of the two files it is. */
  static of(text: string, kind?: ManifestFileKind): ManifestDocument {
    return finish(ManifestDocument.reading(sourceOfText(text), kind));
  }

  /** The same in steps. The source is asked for the text of an export whenever that is needed. */
  static *reading(source: TextSource, kind?: ManifestFileKind): Steps<ManifestDocument> {
    const divided = kind === 'billOfMaterials' ? undefined : yield* DividedText.reading(source);
    const content = divided ?? new WholeText(source.read(0, source.length));
    return new ManifestDocument(content, kind);
  }

  /** The next version: equal to the document of the edited text. */
  edit(edit: TextEdit): ManifestDocument {
    const content = this.#content;
    if (!(content instanceof DividedText)) {
      return ManifestDocument.of(applyEdits(this.text, [edit]), this.#givenKind);
    }
    const next = content.edit(edit) ?? new WholeText(applyEdits(this.text, [edit]));
    return new ManifestDocument(next, this.#givenKind);
  }

  /** The next version after edits by offsets of this one, of which none overlaps another: many cost no more than one. */
  editAll(edits: readonly TextEdit[]): ManifestDocument {
    const sorted = edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
    const [first] = sorted;
    const last = sorted.at(-1);
    if (!first || !last) return this;
    const { start } = first;
    const { end } = last;
    const between = sorted.length === 1 ? '' : this.text.slice(start, end);
    const own = sorted.map(edit => {
      return { start: edit.start - start, end: edit.end - start, newText: edit.newText };
    });
    return this.edit({ start, end, newText: applyEdits(between, own) });
  }

  /** Which of the two files it is: only a manifest has `exports`. */
  get kind(): ManifestFileKind {
    if (this.#givenKind) return this.#givenKind;
    const isManifest = this.frame.propertyKey(this.frame.root, 'exports') !== noNode;
    return isManifest ? 'exportManifest' : 'billOfMaterials';
  }

  /** The exports stand for themselves: each is known without the others being read. */
  get isDivided(): boolean {
    return this.#content.parts !== undefined;
  }

  /** Its offsets become those of the document by `frameOffset`. */
  get frame(): JsonDocument {
    return this.#content.frame;
  }

  /** The entries of a manifest that are objects; the one export of a bill of materials. */
  get exports(): readonly ExportPart[] {
    return (this.#exports ??= exportNodes(this.frame, this.kind));
  }

  /** All of it; put together when asked for. */
  get text(): string {
    return this.#content.text;
  }

  /** In UTF-16 units. */
  get length(): number {
    return this.#content.length;
  }

  /** Reads the frame in steps: where it is the whole text, that is much work. */
  loading(): Steps<JsonDocument> {
    return this.#content.loading();
  }

  /** Where the text of `exports[index].json` begins. */
  placeOf(index: number): TextPlace {
    return this.#content.placeOf(index);
  }

  /** Where `exports[index]` lies. */
  rangeOf(index: number): TextRange {
    const part = this.exports[index];
    if (!part?.isApart) return part ? nodeRange(part.json, part.node) : offsetRange(this, 0, 0);
    const { offset: start, line, column } = this.placeOf(index);
    const { offset: end, line: endLine, column: endColumn } = this.#content.endOf(index);
    return { start, end, line, column, endLine, endColumn };
  }

  /** The export around an offset; undefined in the frame. */
  exportAt(offset: number): PlacedExport | undefined {
    const index = this.#content.parts ? this.#content.partAt(offset) : this.#nodeAround(offset);
    const part = this.exports[index];
    return part && { part, index, place: this.placeOf(index) };
  }

  /** The document's offset of one in the frame. */
  frameOffset(offset: number): number {
    return this.#content.frameOffset(offset);
  }

  /** 1-based line and column. */
  positionAt(offset: number): TextPosition {
    return this.#content.positionAt(offset);
  }

  /** The inverse of positionAt. */
  offsetAt(position: TextPosition): number {
    return this.#content.offsetAt(position);
  }

  #nodeAround(offset: number): number {
    return this.exports.findIndex(
      ({ json, node }) => json.start(node) <= offset && offset <= json.end(node),
    );
  }
}

function exportNodes(document: JsonDocument, kind: ManifestFileKind): readonly ExportPart[] {
  const nodes =
    kind === 'exportManifest'
      ? elementsOf(document, document.property(document.root, 'exports'))
      : [document.root].filter(root => document.isObject(root));
  return nodes.map(node => new NodePart(document, node));
}
