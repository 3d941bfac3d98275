// One version of an open document: parsed once, whoever asks.
import type { JsonDocument } from '../shared/json/jsonDocument';
import { parseJson } from '../shared/json/parseJson';
import { kindOfFileName } from '../shared/manifest/kindOfFileName';
import { readBillOfMaterials, readManifest } from '../shared/manifest/readManifest';
import type { BillOfMaterials, ManifestEntry } from '../shared/manifest/types';
import type { ManifestFileKind } from '../shared/manifest/validateManifest';
import { pathOfUri } from './fileUri';
import { Ownership } from './language/ownership';

/** An editor's document, as much of it as is needed. */
export interface EditorDocument {
  readonly uri: string;
  readonly languageId: string;
  readonly version: number;
  getText(): string;
}

/** A manifest or bill of materials that an editor shows. */
export class OpenManifest {
  readonly uri: string;
  readonly version: number;
  /** Undefined for a document that is no file. */
  readonly path: string | undefined;
  readonly json: JsonDocument;
  #bills: readonly (ManifestEntry | BillOfMaterials)[] | undefined;
  #ownership: Ownership | undefined;

  constructor(
    document: EditorDocument,
    readonly kind: ManifestFileKind,
  ) {
    this.uri = document.uri;
    this.version = document.version;
    this.path = pathOfUri(document.uri);
    this.json = parseJson(document.getText());
  }

  /** The exports that could be read: those of the manifest, or the one of a bill of materials. */
  get bills(): readonly (ManifestEntry | BillOfMaterials)[] {
    this.#bills ??=
      this.kind === 'exportManifest'
        ? readManifest(this.json).exports
        : [readBillOfMaterials(this.json)];
    return this.#bills;
  }

  /** The exports of a manifest; a bill of materials has none. */
  get entries(): readonly ManifestEntry[] {
    return this.bills.filter(isEntry);
  }

  /** Which of the exports brings what. */
  get ownership(): Ownership {
    this.#ownership ??= new Ownership(this.entries);
    return this.#ownership;
  }
}

/** Whether it comes from a manifest, which knows counter and folder. */
export function isEntry(bill: ManifestEntry | BillOfMaterials): bill is ManifestEntry {
  return 'counter' in bill;
}

/** Which of the two files a document is, by its language or else its name; undefined for any other document. */
export function kindOfDocument({
  uri,
  languageId,
}: Pick<EditorDocument, 'uri' | 'languageId'>): ManifestFileKind | undefined {
  if (languageId === 'pendo-exportmanifest') return 'exportManifest';
  if (languageId === 'pendo-billofmaterials') return 'billOfMaterials';
  // Also `untitled:exportmanifest.json`. The names that are looked for have nothing to decode.
  return kindOfFileName(uri.replace(/[?#].*$/s, '').replace(/^.*[/:]/s, ''));
}
