// What a rule may ask of the world around the document. A rule whose fact is absent is silent.
import type { JsonDocument } from '../json/jsonDocument';
import type { TextPlace } from '../json/textLayout';
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
  /** What an Avro file of an export says; undefined where nobody looked inside. */
  avroFile?(exportId: string, path: string): AvroFileFact | undefined;
  /** The ids, without their type, that a definition file of an export knows; undefined where nobody looked inside. */
  definedIds?(exportId: string, path: string): Pick<ReadonlySet<string>, 'has'> | undefined;
  /** Milliseconds since the epoch. */
  readonly now?: number;
  /** The manifest's entry for this bill of materials. */
  readonly manifestEntry?: ManifestEntryFact;
}

export type AvroFileFact =
  /** Packed in a way that cannot be read here; the message names it. */
  | { readonly kind: 'unknownCodec'; readonly message: string }
  /** Broken at some place, or no Avro file at all. */
  | { readonly kind: 'damaged'; readonly message: string }
  | ReadAvroFile;

/** An Avro file that was read to its end. */
export interface ReadAvroFile {
  readonly kind: 'read';
  readonly rowCount: number;
  /** Name → type as Avro schema JSON; the same object for equal schemas. */
  readonly columns: ReadonlyMap<string, string>;
  /** The periods that its rows name, each once; undefined where no column says it, or nobody asked. */
  readonly periods: readonly string[] | undefined;
}

export interface ManifestEntryFact {
  /** The entry's text, or all of the manifest's. */
  readonly document: JsonDocument;
  readonly node: NodeIndex;
  /** Where the text of `document` begins in the manifest. */
  readonly place: TextPlace;
}
