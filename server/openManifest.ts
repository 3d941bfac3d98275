// A manifest or bill of materials at one version, and the documents of an editor as such.
import type {
  Position,
  Range,
  TextDocumentContentChangeEvent,
  TextDocumentsConfiguration,
} from 'vscode-languageserver';

import type { TextEdit } from '../shared/json/problem';
import { kindOfFileName } from '../shared/manifest/kindOfFileName';
import { ManifestDocument } from '../shared/manifest/manifestDocument';
import { offsetRange } from '../shared/manifest/textRange';
import type { ManifestFileKind } from '../shared/manifest/types';
import { pathOfUri } from './fileUri';
import { lspRange } from './ranges';

/** A document of the editor; one that is neither of our files has no manifest, and its text is not kept. */
export interface OpenDocument {
  readonly uri: string;
  readonly manifest: OpenManifest | undefined;
}

/** Keeps an editor's documents as manifests: an edit costs no more than the export that it is in. */
export const openDocuments: TextDocumentsConfiguration<OpenDocument> = {
  create(uri, languageId, version, text) {
    const kind = kindOfDocument({ uri, languageId });
    const document = kind && ManifestDocument.of(text, kind);
    return { uri, manifest: document && new OpenManifest(uri, document, version) };
  },
  update: ({ uri, manifest }, changes, version) => ({
    uri,
    manifest: manifest?.edited(changes, version),
  }),
};

/** One version of a document, as an editor shows it or as it lies on disk. */
export class OpenManifest {
  /** Undefined for a document that is no file. */
  readonly path: string | undefined;

  constructor(
    readonly uri: string,
    readonly document: ManifestDocument,
    /** The editor's; null on disk. */
    readonly version: number | null,
    /** Of an editor's text, which it has decoded, nothing else is known. */
    readonly isUtf8 = true,
  ) {
    this.path = pathOfUri(uri);
  }

  get kind(): ManifestFileKind {
    return this.document.kind;
  }

  /** The next version, after these changes one by one. */
  edited(changes: readonly TextDocumentContentChangeEvent[], version: number): OpenManifest {
    return new OpenManifest(this.uri, editedDocument(this.document, changes), version);
  }

  offsetAt(position: Position): number {
    return offsetOf(this.document, position);
  }

  /** The range of two offsets. */
  rangeOf({ start, end }: { readonly start: number; readonly end: number }): Range {
    return lspRange(offsetRange(this.document, start, end));
  }
}

/** Which of the two files a document is, by its language or else its name; undefined for any other document. */
export function kindOfDocument({
  uri,
  languageId,
}: {
  readonly uri: string;
  readonly languageId: string;
}): ManifestFileKind | undefined {
  if (languageId === 'pendo-exportmanifest') return 'exportManifest';
  if (languageId === 'pendo-billofmaterials') return 'billOfMaterials';
  // Also `untitled:exportmanifest.json`. The names that are looked for have nothing to decode.
  return kindOfFileName(uri.replace(/[?#].*$/s, '').replace(/^.*[/:]/s, ''));
}

/** Editors send what they replace everywhere from the end on, so that all positions are those of before: it is one edit. */
function editedDocument(
  document: ManifestDocument,
  changes: readonly TextDocumentContentChangeEvent[],
): ManifestDocument {
  const ranged = changes.flatMap(change => ('range' in change ? change : []));
  const areFromTheEnd =
    ranged.length === changes.length &&
    ranged.every(({ range }, index) => {
      const next = ranged[index - 1]?.range.start;
      return next === undefined || isBefore(range.end, next);
    });
  if (areFromTheEnd) return document.editAll(ranged.map(change => editOf(document, change)));
  return changes.reduce(applyChange, document);
}

function applyChange(
  document: ManifestDocument,
  change: TextDocumentContentChangeEvent,
): ManifestDocument {
  if (!('range' in change)) return ManifestDocument.of(change.text, document.kind);
  return document.edit(editOf(document, change));
}

function editOf(
  document: ManifestDocument,
  { range, text }: { readonly range: Range; readonly text: string },
): TextEdit {
  return {
    start: offsetOf(document, range.start),
    end: offsetOf(document, range.end),
    newText: text,
  };
}

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

/** A character behind the line's end stands for the end. */
function offsetOf(document: ManifestDocument, { line, character }: Position): number {
  const offset = document.offsetAt({ line: line + 1, column: character + 1 });
  const isBehind = document.positionAt(offset).line > line + 1;
  return isBehind ? document.offsetAt({ line: line + 2, column: 1 }) - 1 : offset;
}
