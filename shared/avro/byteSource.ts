/** What the Avro reader needs to know of a file; storage's OpenObject fits, and so do bytes in memory. */
export interface ByteSource {
  /** For messages: `datasync/1/2/…/allevents.avro`. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** How many reads whoever goes through it in order keeps under way: more than one where a round trip is long. */
  readonly readsAhead?: number;
  /** Bytes `start` to `end`, half-open; the array is the caller's own. */
  read(start: number, end: number, signal?: AbortSignal): Promise<Uint8Array>;
}

/** A byte source over bytes in memory, for tests and small downloads. */
export function bytesSource(bytes: Uint8Array, name = 'memory.avro'): ByteSource {
  return {
    name,
    size: bytes.length,
    read: async (start, end) => bytes.slice(start, end),
  };
}
