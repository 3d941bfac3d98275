// XXH64, for the checksum of Zstandard frames where Node has no zstd of its own. On bigints: slow, but only a fallback needs it.

const prime1 = 11400714785074694791n;
const prime2 = 14029467366897019727n;
const prime3 = 1609587929392839161n;
const prime4 = 9650029242287828579n;
const prime5 = 2870177450012600261n;
const low32 = 0xffffffffn;

/** The low 32 bits of the XXH64 with seed 0. */
export function xxHash64Low(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { hash: start, position } = stripes(view);
  let hash = wrap(start + BigInt(bytes.length));
  let index = position;
  for (; index + 8 <= bytes.length; index += 8) {
    hash = wrap(rotate(hash ^ round(0n, view.getBigUint64(index, true)), 27n) * prime1 + prime4);
  }
  if (index + 4 <= bytes.length) {
    const word = wrap(BigInt(view.getUint32(index, true)) * prime1);
    hash = wrap(rotate(hash ^ word, 23n) * prime2 + prime3);
    index += 4;
  }
  for (; index < bytes.length; index++) {
    hash = wrap(rotate(hash ^ wrap(BigInt(view.getUint8(index)) * prime5), 11n) * prime1);
  }
  hash = wrap((hash ^ (hash >> 33n)) * prime2);
  hash = wrap((hash ^ (hash >> 29n)) * prime3);
  return Number((hash ^ (hash >> 32n)) & low32);
}

/** Four lanes over all whole stripes of 32 bytes. */
function stripes(view: DataView): { hash: bigint; position: number } {
  let position = 0;
  if (view.byteLength < 32) return { hash: prime5, position };
  let a = wrap(prime1 + prime2);
  let b = prime2;
  let c = 0n;
  let d = wrap(-prime1);
  for (; position + 32 <= view.byteLength; position += 32) {
    a = round(a, view.getBigUint64(position, true));
    b = round(b, view.getBigUint64(position + 8, true));
    c = round(c, view.getBigUint64(position + 16, true));
    d = round(d, view.getBigUint64(position + 24, true));
  }
  let hash = wrap(rotate(a, 1n) + rotate(b, 7n) + rotate(c, 12n) + rotate(d, 18n));
  for (const lane of [a, b, c, d]) hash = wrap((hash ^ round(0n, lane)) * prime1 + prime4);
  return { hash, position };
}

function round(lane: bigint, input: bigint): bigint {
  return wrap(rotate(wrap(lane + input * prime2), 31n) * prime1);
}

function rotate(value: bigint, by: bigint): bigint {
  return wrap(value << by) | (value >> (64n - by));
}

function wrap(value: bigint): bigint {
  return BigInt.asUintN(64, value);
}
