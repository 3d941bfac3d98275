import { promisify } from 'node:util';
import type { ZlibOptions } from 'node:zlib';
import { deflateRawSync, inflateRaw, inflateRawSync } from 'node:zlib';

import type { Codec, InflateLimit } from '../codec';
import { TooLargeError } from '../codec';

const inflateRawAsync = promisify<Uint8Array, ZlibOptions, Buffer>(inflateRaw);

/** Raw deflate without zlib's header and checksum; level 6 as other writers use it. */
export const deflateCodec: Codec = {
  name: 'deflate',
  inflateSync: (packed, limit) => {
    try {
      return inflateRawSync(packed, optionsFor(limit));
    } catch (error) {
      throw narrowed(error, limit);
    }
  },
  inflate: async (packed, limit) => {
    try {
      return await inflateRawAsync(packed, optionsFor(limit));
    } catch (error) {
      throw narrowed(error, limit);
    }
  },
  deflate: bytes => deflateRawSync(bytes, { level: 6 }),
};

/** One output buffer of about the right size saves zlib from joining many small ones. */
function optionsFor({ maxBytes, expectedBytes }: InflateLimit): ZlibOptions {
  const chunkSize = Math.min(Math.max(expectedBytes, 4096), 1 << 24);
  return { chunkSize, maxOutputLength: maxBytes };
}

function narrowed(error: unknown, { maxBytes }: InflateLimit): unknown {
  const tooLarge =
    error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
  return tooLarge ? new TooLargeError(maxBytes) : error;
}
