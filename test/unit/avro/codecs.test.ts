import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateRawSync } from 'node:zlib';

import type { Codec, InflateLimit } from '../../../shared/avro/codec';
import { ChecksumError, TooLargeError } from '../../../shared/avro/codec';
import { codecNamed, codecNames } from '../../../shared/avro/codecs';
import { xxHash64Low } from '../../../shared/avro/codecs/xxHash64';
import { zstdFrames, zstdStored } from '../../../shared/avro/codecs/zstdFrames';
import { SeededRandom } from '../../../shared/util/seededRandom';
import { scaled } from '../../support/randomScale';

const noLimit: InflateLimit = { maxBytes: 1 << 24, expectedBytes: 0 };

for (const name of codecNames) {
  const codec = codecOf(name);
  test(`${name}: random bytes come back as they were, at once and in the background`, async () => {
    for (let seed = 1; seed <= scaled(100); seed++) {
      const bytes = randomBytes(new SeededRandom(seed));
      const packed = codec.deflate(bytes);
      assert.ok(equal(await codec.inflate(packed, noLimit), bytes), `seed ${seed}`);
      const now = codec.inflateSync?.(packed, noLimit) ?? bytes;
      assert.ok(equal(now, bytes), `seed ${seed}`);
    }
  });

  test(`${name}: no and one byte, and the same bytes for the same input`, async () => {
    for (const bytes of [new Uint8Array(0), Uint8Array.of(7)]) {
      const packed = codec.deflate(bytes);
      assert.ok(equal(await codec.inflate(packed, noLimit), bytes));
      assert.ok(equal(codec.deflate(bytes), packed));
    }
  });

  test(`${name}: damage is an error or other bytes, never a hang`, async () => {
    for (let seed = 1; seed <= scaled(1500); seed++) {
      const random = new SeededRandom(seed);
      const packed = Uint8Array.from(codec.deflate(randomBytes(random).subarray(0, 3000)));
      damage(packed, random);
      const cut = random.chance(0.3) ? packed.subarray(0, random.below(packed.length)) : packed;
      const bytes = await codec.inflate(cut, noLimit).catch((error: unknown) => {
        assert.ok(error instanceof Error);
        return undefined;
      });
      assert.ok(!bytes || bytes.length <= noLimit.maxBytes);
    }
  });

  if (name !== 'null') {
    test(`${name}: what grows beyond the limit is stopped there`, async () => {
      const packed = codec.deflate(new Uint8Array(100_000));
      const limit = { maxBytes: 99_999, expectedBytes: 0 };
      await assert.rejects(codec.inflate(packed, limit), TooLargeError);
      if (codec.inflateSync) assert.throws(() => codec.inflateSync?.(packed, limit), TooLargeError);
      const exact = await codec.inflate(packed, { maxBytes: 100_000, expectedBytes: 0 });
      assert.equal(exact.length, 100_000);
    });
  }
}

test('snappy: another CRC-32 is a checksum error', () => {
  const codec = codecOf('snappy');
  const packed = Uint8Array.from(codec.deflate(Buffer.from('hello hello hello')));
  packed[packed.length - 1] = (packed.at(-1) ?? 0) ^ 1;
  assert.throws(() => codec.inflateSync?.(packed, noLimit), ChecksumError);
});

test('snappy: a literal whose length is negative as a 32-bit number ends in an error', () => {
  const packed = Uint8Array.of(8, 0xfc, 0xfb, 0xff, 0xff, 0xff, 0, 0, 0, 0, 0, 0);
  assert.throws(() => codecOf('snappy').inflateSync?.(packed, noLimit), /a literal reaches beyond/);
});

test('bzip2: another byte within is a checksum error, and nothing is written to stderr', async () => {
  const warnings: Error[] = [];
  const listen = (warning: Error): void => void warnings.push(warning);
  process.on('warning', listen);
  const codec = codecOf('bzip2');
  const packed = Uint8Array.from(codec.deflate(Buffer.from('hello hello hello')));
  packed[10] = (packed[10] ?? 0) ^ 1;
  assert.throws(() => codec.inflateSync?.(packed, noLimit), ChecksumError);
  await new Promise(setImmediate);
  process.off('warning', listen);
  assert.deepEqual(warnings, []);
});

// Written by Python's zstandard: `ZstdCompressor(write_checksum=True, write_content_size=False)` over b"pendo " * 40.
const zstdWithChecksum = 'KLUv/QQAbQAAMHBlbmRvIAEA51ClCHQCGeM=';

test('zstandard: a frame with a checksum and without a content size is read and checked', async () => {
  const codec = codecOf('zstandard');
  const packed = Buffer.from(zstdWithChecksum, 'base64');
  const expected = Buffer.from('pendo '.repeat(40));
  assert.ok(equal(await codec.inflate(packed, noLimit), expected));
  assert.equal(zstdFrames(packed)[0]?.checksum, xxHash64Low(expected));
  packed[packed.length - 1] = (packed.at(-1) ?? 0) ^ 1;
  await assert.rejects(codec.inflate(packed, noLimit), ChecksumError);
});

test('zstandard: several frames follow each other, with others to be skipped between them', async () => {
  const skipped = Buffer.from([0x53, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]);
  const parts = [zstdStored(Buffer.from('ab')), skipped, Buffer.from(zstdWithChecksum, 'base64')];
  const bytes = await codecOf('zstandard').inflate(Buffer.concat(parts), noLimit);
  assert.equal(Buffer.from(bytes).toString(), `ab${'pendo '.repeat(40)}`);
});

test('zstandard: a frame that asks for a window of terabytes is refused before it gets one', async () => {
  const packed = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0x00, 0xf8, 0x01, 0x00, 0x00);
  await assert.rejects(codecOf('zstandard').inflate(packed, noLimit), /window of \d+ bytes/);
});

test('xxHash64 of known texts', () => {
  assert.equal(xxHash64Low(Buffer.from('')), 0x51d8e999);
  assert.equal(xxHash64Low(Buffer.from('abc')), 0xad770999);
});

test('deflate: bytes with a zlib header are not raw deflate', async () => {
  const packed = Buffer.concat([Buffer.from([0x78, 0x9c]), deflateRawSync(Buffer.from('hello'))]);
  await assert.rejects(codecOf('deflate').inflate(packed, noLimit));
});

function codecOf(name: string): Codec {
  const codec = codecNamed(name);
  assert.ok(codec);
  return codec;
}

function randomBytes(random: SeededRandom): Uint8Array {
  const alphabet = random.pick([1, 2, 4, 256]);
  const pieces: number[] = [];
  const length = random.below(random.chance(0.1) ? 200_000 : 5000);
  while (pieces.length < length) {
    const run = random.chance(0.1) ? random.below(600) : 1;
    const byte = random.below(alphabet);
    for (let index = 0; index < run; index++) pieces.push(byte);
  }
  return Uint8Array.from(pieces);
}

function damage(bytes: Uint8Array, random: SeededRandom): void {
  for (let flips = random.between(1, 5); flips > 0; flips--) {
    bytes[random.below(bytes.length)] = random.below(256);
  }
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
