import { XzReadableStream } from 'xz-decompress';

import type { Codec, InflateLimit } from '../codec';
import { TooLargeError } from '../codec';
import { xzStored } from './xzStored';

/** xz containers; the library unpacks them as a stream only, and one at a time. Written stored. */
export const xzCodec: Codec = {
  name: 'xz',
  inflate,
  deflate: xzStored,
};

/** A stream that gives nothing so many times in a row after its input ended is stuck. */
const maxIdle = 8;

async function inflate(packed: Uint8Array, { maxBytes }: InflateLimit): Promise<Uint8Array> {
  // A footer is 12 bytes and ends in YZ: without it the library would wait for more.
  if (packed.length < 24) throw new Error('it is too short for an xz stream');
  const input = new ReadableStream<Uint8Array>({
    start: controller => {
      controller.enqueue(packed);
      controller.close();
    },
  });
  const reader = new XzReadableStream(input).getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  let idle = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(parts);
    parts.push(value);
    length += value.length;
    idle = value.length === 0 ? idle + 1 : 0;
    if (length <= maxBytes && idle <= maxIdle) continue;
    await reader.cancel();
    throw length > maxBytes ? new TooLargeError(maxBytes) : new Error('it ends too early');
  }
}
