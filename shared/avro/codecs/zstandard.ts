import { promisify } from 'node:util';
import * as zlib from 'node:zlib';

import { Decompress } from 'fzstd';

import type { Codec, InflateLimit } from '../codec';
import { ChecksumError, TooLargeError } from '../codec';
import { xxHash64Low } from './xxHash64';
import type { ZstdFrame } from './zstdFrames';
import { zstdFrames, zstdStored } from './zstdFrames';

/** Zstandard frames: by Node itself from 22.15 on, else by fzstd. Without Node's, files are written stored. */
export const zstandardCodec: Codec = {
  name: 'zstandard',
  inflateSync: (packed, limit) => {
    const parts = framesOf(packed, limit).map(frame => inflateFrame(frame, limit));
    return joined(parts, limit);
  },
  inflate: async (packed, limit) => {
    const frames = framesOf(packed, limit);
    const native = platform.zstdDecompress;
    if (!native)
      return joined(
        frames.map(frame => inflateFrame(frame, limit)),
        limit,
      );
    const inflateNatively = promisify<Uint8Array, ZstdOptions, Buffer>(native);
    const parts: Uint8Array[] = [];
    for (const { bytes } of frames) {
      parts.push(await inflateNatively(bytes, optionsFor(limit)).catch(narrow(limit)));
    }
    return joined(parts, limit);
  },
  deflate: bytes => platform.zstdCompressSync?.(bytes) ?? zstdStored(bytes),
};

/** What Node's zlib has from 22.15 on. */
interface ZstdFunctions {
  readonly zstdDecompressSync?: (bytes: Uint8Array, options: ZstdOptions) => Buffer;
  readonly zstdDecompress?: (
    bytes: Uint8Array,
    options: ZstdOptions,
    done: (error: Error | null, bytes: Buffer) => void,
  ) => void;
  readonly zstdCompressSync?: (bytes: Uint8Array) => Buffer;
}

interface ZstdOptions {
  readonly chunkSize: number;
  readonly maxOutputLength: number;
}

const platform = zlib as ZstdFunctions;

/** zstd's own default: a window beyond it is a request for memory, not data. */
const maxWindow = 1 << 27;

function framesOf(packed: Uint8Array, { maxBytes }: InflateLimit): readonly ZstdFrame[] {
  const frames = zstdFrames(packed);
  for (const { windowBytes, contentBytes = 0, mostBytes } of frames) {
    if (contentBytes > maxBytes) throw new TooLargeError(maxBytes);
    if (contentBytes > mostBytes) {
      throw new Error(
        `it declares ${contentBytes} bytes, but its blocks hold ${mostBytes} at most`,
      );
    }
    if (windowBytes > Math.max(maxWindow, contentBytes)) {
      throw new Error(`it asks for a window of ${windowBytes} bytes, allowed are ${maxWindow}`);
    }
  }
  return frames;
}

function inflateFrame(frame: ZstdFrame, limit: InflateLimit): Uint8Array {
  if (!platform.zstdDecompressSync) return inflateInScript(frame, limit);
  try {
    return platform.zstdDecompressSync(frame.bytes, optionsFor(limit));
  } catch (error) {
    return narrow(limit)(error);
  }
}

/** fzstd checks no checksums: that is done here. */
function inflateInScript({ bytes, checksum }: ZstdFrame, { maxBytes }: InflateLimit): Uint8Array {
  const parts: Uint8Array[] = [];
  let length = 0;
  const stream = new Decompress(part => {
    length += part.length;
    if (length > maxBytes) throw new TooLargeError(maxBytes);
    parts.push(part.slice());
  });
  stream.push(bytes, true);
  const whole = Buffer.concat(parts);
  if (checksum !== undefined && xxHash64Low(whole) !== checksum) {
    throw new ChecksumError('its XXH64 checksum differs from the one that was written');
  }
  return whole;
}

function joined(parts: readonly Uint8Array[], { maxBytes }: InflateLimit): Uint8Array {
  const [first] = parts;
  if (first && parts.length === 1) return first;
  if (parts.reduce((sum, part) => sum + part.length, 0) > maxBytes)
    throw new TooLargeError(maxBytes);
  return Buffer.concat(parts);
}

function optionsFor({ maxBytes, expectedBytes }: InflateLimit): ZstdOptions {
  const chunkSize = Math.min(Math.max(expectedBytes, 4096), 1 << 24);
  return { chunkSize, maxOutputLength: maxBytes };
}

function narrow({ maxBytes }: InflateLimit): (error: unknown) => never {
  return error => {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ERR_BUFFER_TOO_LARGE') throw new TooLargeError(maxBytes);
    if (code === 'ZSTD_error_checksum_wrong') throw new ChecksumError(String(error));
    throw error;
  };
}
