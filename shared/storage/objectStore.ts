// The port through which every part reaches exported files. Adapters: fileStore, later s3, gcs, azure.

/** One stored file. */
export interface ObjectInfo {
  /** Path below the store's root with `/` between segments, never a leading slash. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Changes whenever the bytes change: an etag, a generation, or size and modification time. */
  readonly version: string;
  /** When its bytes changed last, in milliseconds since the epoch; absent where storage does not tell. */
  readonly modified?: number;
}

/** What one folder holds, one level deep, both lists sorted by code unit. */
export interface Listing {
  /** Names of the folders directly below, without slashes. */
  readonly folders: readonly string[];
  readonly objects: readonly ObjectInfo[];
}

/** Read access to a tree of objects below one root. All methods throw DataSyncError `storage.*`. */
export interface ObjectStore {
  /** What the user typed, without secrets: `/data/acme` or `s3://bucket/prefix`. */
  readonly url: string;
  /** One folder level; `''` is the root. A folder that does not exist is `storage.not-found`. */
  list(folder: string, signal?: AbortSignal): Promise<Listing>;
  /** Size and version of an object; undefined if there is none (a folder is none). */
  stat(path: string, signal?: AbortSignal): Promise<ObjectInfo | undefined>;
  /**
   * Opens an object for ranged reads. Bytes that change between reads are `storage.changed`.
   * The caller closes it.
   */
  open(path: string, signal?: AbortSignal): Promise<OpenObject>;
}

/** An open object: the byte source that the Avro reader needs, plus its end. */
export interface OpenObject {
  /** The path, for messages. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly version: string;
  /** MD5 of all its bytes, hexadecimal, where storage keeps one: for whoever reads the whole. */
  readonly md5?: string | undefined;
  /** How many reads whoever goes through it in order keeps under way; absent: one. */
  readonly readsAhead?: number;
  /**
   * Bytes `start` to `end` (half-open, clamped to size). The array is the caller's own.
   * Fewer bytes than asked for within the size are `storage.changed`.
   */
  read(start: number, end: number, signal?: AbortSignal): Promise<Uint8Array>;
  close(): Promise<void>;
}
