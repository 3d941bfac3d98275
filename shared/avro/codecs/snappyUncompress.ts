// Raw snappy → bytes. snappyjs packs; its reader is not used here, because it checks no bounds of copies and some damaged
// lengths (a literal of 2^31 bytes or more) send it back to where it was, for ever.
import { TooLargeError } from '../codec';

/** Copies shorter than this are faster byte by byte. */
const worthACall = 24;

/** Unpacks a raw snappy block; whatever does not come to exactly the length it declares is an error. */
export function snappyUncompress(packed: Uint8Array, maxBytes: number): Uint8Array {
  const { length, start } = declaredLength(packed);
  if (length > maxBytes) throw new TooLargeError(maxBytes);
  // Each input byte gives at most 64 bytes: a larger claim is damage, and is not allocated.
  if (length > packed.length * 64)
    throw new Error(`it declares ${length} bytes, more than it can hold`);
  const out = new Uint8Array(length);
  let position = start;
  let end = 0;
  while (position < packed.length) {
    const tag = byteAt(packed, position++);
    const kind = tag & 3;
    if (kind === 0) {
      const extra = Math.max(0, (tag >>> 2) - 59);
      const size = (extra === 0 ? tag >>> 2 : littleEndian(packed, position, extra)) + 1;
      position += extra;
      if (size > packed.length - position) throw new Error('a literal reaches beyond its end');
      if (size > length - end) throw tooMuch(length);
      copyLiteral(packed, position, { out, end, size });
      position += size;
      end += size;
    } else {
      const bytes = kind === 1 ? 1 : kind === 2 ? 2 : 4;
      const low = littleEndian(packed, position, bytes);
      const offset = kind === 1 ? ((tag >>> 5) << 8) | low : low;
      const size = kind === 1 ? ((tag >>> 2) & 7) + 4 : (tag >>> 2) + 1;
      position += bytes;
      if (offset === 0 || offset > end)
        throw new Error(`a copy from ${offset} bytes back at byte ${end}`);
      if (size > length - end) throw tooMuch(length);
      copyBack(out, end, offset, size);
      end += size;
    }
  }
  if (end !== length) throw new Error(`it holds ${end} bytes, declared are ${length}`);
  return out;
}

/** The varint that precedes the elements. */
function declaredLength(packed: Uint8Array): { length: number; start: number } {
  let length = 0;
  for (let index = 0; index < 5; index++) {
    const byte = byteAt(packed, index);
    length += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return { length, start: index + 1 };
  }
  throw new Error('its length has more than 32 bits');
}

function byteAt(bytes: Uint8Array, index: number): number {
  const byte = bytes[index];
  if (byte === undefined) throw new Error('it ends inside an element');
  return byte;
}

function littleEndian(bytes: Uint8Array, start: number, count: number): number {
  let value = 0;
  for (let index = count - 1; index >= 0; index--)
    value = value * 256 + byteAt(bytes, start + index);
  return value;
}

function copyLiteral(
  packed: Uint8Array,
  start: number,
  { out, end, size }: { out: Uint8Array; end: number; size: number },
): void {
  if (size >= worthACall) out.set(packed.subarray(start, start + size), end);
  else for (let index = 0; index < size; index++) out[end + index] = byteAt(packed, start + index);
}

/** What is copied may run into what it writes: `ab` and a copy of 6 from 2 back is `abababab`. */
function copyBack(out: Uint8Array, end: number, offset: number, size: number): void {
  const start = end - offset;
  if (size >= worthACall && offset >= size) out.copyWithin(end, start, start + size);
  else for (let index = 0; index < size; index++) out[end + index] = byteAt(out, start + index);
}

function tooMuch(length: number): Error {
  return new Error(`it holds more than the ${length} bytes that it declares`);
}
