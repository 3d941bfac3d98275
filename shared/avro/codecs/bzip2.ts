import Bunzip from 'seek-bzip';

import type { Codec, InflateLimit } from '../codec';
import { ChecksumError, TooLargeError } from '../codec';
import { bzip2Compress } from './bzip2Compress';

/** bzip2 streams, one after another. */
export const bzip2Codec: Codec = {
  name: 'bzip2',
  inflateSync: inflate,
  inflate: async (packed, limit) => inflate(packed, limit),
  deflate: bzip2Compress,
};

function inflate(packed: Uint8Array, limit: InflateLimit): Uint8Array {
  const output = new Output(limit);
  const before: unknown = Reflect.get(process, 'noDeprecation');
  try {
    // seek-bzip says `new Buffer`, which would warn on stderr from within our bundle.
    Reflect.set(process, 'noDeprecation', true);
    Bunzip.decode(new Input(packed), output, true);
  } catch (error) {
    const isCrc = error instanceof Error && error.message.includes('CRC');
    throw isCrc ? new ChecksumError(error.message) : error;
  } finally {
    Reflect.set(process, 'noDeprecation', before);
  }
  return output.bytes();
}

/** seek-bzip reads on past the end of bytes as if there were zeros; this does not. */
class Input {
  #position = 0;
  constructor(readonly packed: Uint8Array) {}

  readByte(): number {
    const byte = this.packed[this.#position++];
    if (byte === undefined) throw new Error('it ends too early');
    return byte;
  }

  read(into: Uint8Array, start: number, length: number): number {
    const part = this.packed.subarray(this.#position, this.#position + length);
    into.set(part, start);
    this.#position += part.length;
    return part.length;
  }

  eof(): boolean {
    return this.#position >= this.packed.length;
  }
}

/** A growing buffer with an end to its growth. */
class Output {
  #bytes: Uint8Array;
  #length = 0;

  constructor(readonly limit: InflateLimit) {
    this.#bytes = new Uint8Array(Math.max(limit.expectedBytes, 4096));
  }

  writeByte(byte: number): void {
    if (this.#length === this.#bytes.length) this.#grow();
    this.#bytes[this.#length++] = byte;
  }

  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  #grow(): void {
    const { maxBytes } = this.limit;
    if (this.#length >= maxBytes) throw new TooLargeError(maxBytes);
    const grown = new Uint8Array(Math.min(this.#length * 2, maxBytes));
    grown.set(this.#bytes);
    this.#bytes = grown;
  }
}
