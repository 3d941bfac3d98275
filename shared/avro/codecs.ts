// The one place to add a codec: a file in codecs/ and a line here.
import type { Codec, CodecName } from './codec';
import { nullCodec } from './codecs/null';
import { deflateCodec } from './codecs/deflate';

const codecs: readonly Codec[] = [nullCodec, deflateCodec];

/** The codec of this name in a file's header; undefined if it cannot be read. */
export function codecNamed(name: string): Codec | undefined {
  return codecs.find(codec => codec.name === name);
}

/** The names of all codecs, for messages and options. */
export const codecNames: readonly CodecName[] = codecs.map(codec => codec.name);
