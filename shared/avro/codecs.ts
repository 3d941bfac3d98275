// The one place to add a codec: a file in codecs/ and its name in this list.
import type { Codec } from './codec';
import { bzip2Codec } from './codecs/bzip2';
import { deflateCodec } from './codecs/deflate';
import { nullCodec } from './codecs/null';
import { snappyCodec } from './codecs/snappy';
import { xzCodec } from './codecs/xz';
import { zstandardCodec } from './codecs/zstandard';

const codecs: readonly Codec[] = [
  nullCodec,
  deflateCodec,
  snappyCodec,
  zstandardCodec,
  bzip2Codec,
  xzCodec,
];

/** The codec of this name in a file's header; undefined if it cannot be read. */
export function codecNamed(name: string): Codec | undefined {
  return codecs.find(codec => codec.name === name);
}

/** The names of all codecs, for messages and options. */
export const codecNames: readonly string[] = codecs.map(codec => codec.name);
