// The exports of a document, one by one: the nodes of all together would not fit into memory.
import { decodeString } from '../json/decodeString';
import type { JsonDocument } from '../json/jsonDocument';
import type { TextPosition } from '../json/lineIndex';
import { parseJson, parsingJson } from '../json/parseJson';
import { TextPiece } from '../json/textPiece';
import { LruMap } from '../util/lruMap';
import { ownText } from '../util/ownText';
import type { Steps } from '../util/steps';
import { exportIdOf } from './exportView';
import { parseRootUrl } from './rootUrl';
import type { NodeIndex } from './types';

/**
 * One export: an entry of a manifest, or a bill of materials. Offsets, lines and columns are its own;
 * its ManifestDocument says where it lies. It is the same object as long as its text is the same, so
 * that whatever is derived from it can be kept by it in a WeakMap.
 */
export interface ExportPart {
  /** Its nodes, read when asked for. */
  readonly json: JsonDocument;
  /** The export's object in `json`. */
  readonly node: NodeIndex;
  /** Last segment of its rootUrl; undefined where it has none, as in a bill of materials. */
  readonly exportId: string | undefined;
  /** The text of `json` is that of this export alone, and its problems are not the document's. */
  readonly isApart: boolean;
  /** Reads `json` in steps. */
  loading(): Steps<JsonDocument>;
}

/** The nodes of a few entries are kept: those of so many UTF-16 units, which take about as many bytes; and always those of one. */
const unitsKept = 1_500_000;

/** The nodes that are in memory, shared by the versions of a document. */
export type ReadEntries = LruMap<EntryPart, JsonDocument>;

/** Keeps the nodes of the entries used last. */
export function createReadEntries(): ReadEntries {
  return new LruMap(unitsKept, undefined, json => json.text.length);
}

/** An entry of a manifest that is read by itself. */
export class EntryPart extends TextPiece implements ExportPart {
  readonly node = 0;
  readonly isApart = true;
  /** Null where there is none. */
  #exportId: string | null | undefined;

  /** `readRootUrl` gives the string as written, with its quotes. */
  constructor(
    readText: () => string,
    private readonly readRootUrl: (() => string) | undefined,
    private readonly entries: ReadEntries,
  ) {
    super(readText);
  }

  get exportId(): string | undefined {
    // Whoever looks for one export asks all of them, and each would read the file again.
    this.#exportId ??= this.#readExportId() ?? null;
    return this.#exportId ?? undefined;
  }

  get json(): JsonDocument {
    return this.entries.getOrAdd(this, () => parseJson(this.text));
  }

  *loading(): Steps<JsonDocument> {
    const known = this.entries.get(this);
    if (known) return known;
    const json = yield* parsingJson(this.text);
    this.entries.set(this, json);
    return json;
  }

  override positionAt(offset: number): TextPosition {
    return this.json.positionAt(offset);
  }

  override offsetAt(position: TextPosition): number {
    return this.json.offsetAt(position);
  }

  #readExportId(): string | undefined {
    const rootUrl = this.readRootUrl?.().slice(1, -1);
    const parts = rootUrl === undefined ? undefined : parseRootUrl(decodeString(rootUrl));
    return parts && ownText(parts.exportId);
  }
}

/** An export in a document that could not be divided. */
export class NodePart implements ExportPart {
  readonly isApart = false;

  constructor(
    readonly json: JsonDocument,
    readonly node: NodeIndex,
  ) {}

  get exportId(): string | undefined {
    return exportIdOf(this.json, this.node);
  }

  *loading(): Steps<JsonDocument> {
    return this.json;
  }
}
