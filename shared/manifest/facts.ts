// What a rule may ask of the world around the document. A rule whose fact is absent is silent.
import type { JsonDocument } from '../json/jsonDocument';
import type { NodeIndex } from './types';

/** Facts gathered before the rules run; whoever gathers them decides how much they may cost. */
export interface ManifestFacts {
  /** Whether the file's bytes are UTF-8. */
  readonly isUtf8?: boolean;
  /** Names of the folders `datasync/<subscription>/<application>/` that the document lies in. */
  readonly subscription?: string;
  /** An application id, `account` or `visitor`. */
  readonly application?: string;
  /** The folder of a bill of materials. */
  readonly exportId?: string;
  /** Bytes of a file below an export's folder: null if it does not exist, undefined if nobody looked. */
  fileSize?(exportId: string, path: string): number | null | undefined;
  /** Whether any file of the export is there: undefined if nobody looked. */
  hasExportFiles?(exportId: string): boolean | undefined;
  /** Paths of the Avro files below an export's folder, as they are spelt there; undefined if nobody looked. */
  filesOf?(exportId: string): readonly string[] | undefined;
  /** Milliseconds since the epoch. */
  readonly now?: number;
  /** The manifest's entry for this bill of materials. */
  readonly manifestEntry?: ManifestEntryFact;
}

export interface ManifestEntryFact {
  readonly document: JsonDocument;
  readonly node: NodeIndex;
}
