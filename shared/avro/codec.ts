// What a codec is. The list of those that can be read and written is in codecs.ts.

/** The codecs of the Avro specification. */
export type CodecName = 'null' | 'deflate' | 'snappy' | 'zstandard' | 'bzip2' | 'xz';

/** How much one block may grow to, against files made to fill memory. */
export interface InflateLimit {
  /** Most bytes that may come out. */
  readonly maxBytes: number;
  /** What blocks of this file came to so far: a good first size for the output. */
  readonly expectedBytes: number;
}

/**
 * Packs and unpacks the bytes of one block. Damaged bytes throw an Error (a ChecksumError where a
 * checksum differs); the caller adds file and block.
 */
export interface Codec {
  readonly name: CodecName;
  /** Unpacks on this thread; absent where the library can only do it asynchronously. */
  readonly inflateSync?: (packed: Uint8Array, limit: InflateLimit) => Uint8Array;
  /** Unpacks away from this thread where the platform can. */
  readonly inflate: (packed: Uint8Array, limit: InflateLimit) => Promise<Uint8Array>;
  /** Packs; the same bytes in give the same bytes out. */
  readonly deflate: (bytes: Uint8Array) => Uint8Array;
}

/** The bytes were unpacked, but are not those that were packed. */
export class ChecksumError extends Error {
  override readonly name = 'ChecksumError';
}

/** The block would grow beyond the limit. */
export class TooLargeError extends Error {
  override readonly name = 'TooLargeError';
  constructor(maxBytes: number) {
    super(`it inflates to more than the ${maxBytes} bytes that are allowed for one block`);
  }
}
