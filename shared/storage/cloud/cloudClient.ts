// What an adapter of a cloud does: single requests. What lies between these and an ObjectStore (retries, resuming,
// parallel ranges, limits, the cache) is the same for all clouds: see cloudStore.
import type { ObjectInfo } from '../objectStore';

/** A part of one folder level. Paths are keys below the bucket. */
export interface ListPage {
  /** Names of the folders directly below, without slashes. */
  readonly folders: readonly string[];
  /** Objects directly below; one whose key ends in a slash stands for its folder and is left out. */
  readonly objects: readonly ObjectInfo[];
  /** Names the next part; absent at the end. */
  readonly next?: string;
}

/** What a service tells of one object. */
export interface ObjectHead extends ObjectInfo {
  /** MD5 of all its bytes, hexadecimal, where the service keeps one. */
  readonly md5?: string;
}

/** Bytes `start` to `end` (half-open, not empty) of one state of an object. */
export interface ObjectRange {
  readonly key: string;
  /** The etag or generation that the bytes must have: If-Match. Another one is `storage.changed`. */
  readonly version: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Requests to one bucket, each sent once: the SDK's own retries are off. A refusal is a DataSyncError `storage.*`;
 * what may go well the next time is a CloudFault. An aborted signal ends the request on the wire.
 */
export interface CloudClient {
  /** The place, without secrets. */
  readonly url: string;
  /** Objects and folders below a prefix that is empty or ends in a slash. */
  listPage(prefix: string, next: string | undefined, signal?: AbortSignal): Promise<ListPage>;
  /** Size and version of an object; undefined if there is none. */
  head(key: string, signal?: AbortSignal): Promise<ObjectHead | undefined>;
  /** The body as it comes; it may end early or break: the caller counts the bytes. */
  read(range: ObjectRange, signal?: AbortSignal): Promise<AsyncIterable<Uint8Array>>;
}
