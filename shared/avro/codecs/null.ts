import type { Codec } from '../codec';

/** Bytes as they are. */
export const nullCodec: Codec = {
  name: 'null',
  inflateSync: packed => packed,
  inflate: async packed => packed,
  deflate: bytes => bytes,
};
