// A small bzip2 writer for test data: run lengths, Burrows-Wheeler, move to front, one Huffman table. Larger than bzip2's own output, and valid.
import { BitWriter } from './bitWriter';
import { rotationsInOrder } from './burrowsWheeler';
import { huffmanCodes, huffmanLengths } from './huffman';

/** What a block may hold after the first run-length step, at level 9. */
const blockBytes = 900_000 - 19;
const groupSize = 50;
const runA = 0;
const runB = 1;

/** Packs bytes into one bzip2 stream. */
export function bzip2Compress(bytes: Uint8Array): Uint8Array {
  const out = new BitWriter();
  for (const byte of Buffer.from('BZh9')) out.write(byte, 8);
  let streamCrc = 0;
  for (let start = 0; start < bytes.length;) {
    const { runs, end } = runLengths(bytes, start);
    const crc = blockCrc(bytes, start, end);
    streamCrc = (crc ^ ((streamCrc << 1) | (streamCrc >>> 31))) >>> 0;
    writeBlock(out, runs, crc);
    start = end;
  }
  writeMarker(out, [0x17, 0x72, 0x45, 0x38, 0x50, 0x90]);
  writeWord(out, streamCrc);
  return out.bytes();
}

/** Four equal bytes are followed by how many more of them there are, up to 251. */
function runLengths(bytes: Uint8Array, start: number): { runs: Uint8Array; end: number } {
  const runs = new Uint8Array(Math.min(blockBytes, Math.ceil((bytes.length - start) * 1.25) + 5));
  let length = 0;
  let position = start;
  while (position < bytes.length && length + 5 <= blockBytes) {
    const byte = bytes[position] ?? 0;
    let run = 1;
    while (run < 255 && bytes[position + run] === byte) run++;
    const plain = Math.min(run, 4);
    runs.fill(byte, length, length + plain);
    length += plain;
    if (plain === 4) runs[length++] = run - 4;
    position += run;
  }
  return { runs: runs.subarray(0, length), end: position };
}

function writeBlock(out: BitWriter, runs: Uint8Array, crc: number): void {
  const order = rotationsInOrder(runs);
  writeMarker(out, [0x31, 0x41, 0x59, 0x26, 0x53, 0x59]);
  writeWord(out, crc);
  out.write(0, 1);
  out.write(order.indexOf(0), 24);
  const used = usedBytes(runs);
  writeUsed(out, used);
  const symbols = moveToFront(runs, order, used);
  writeSymbols(out, symbols, used.length + 2);
}

function usedBytes(bytes: Uint8Array): readonly number[] {
  return [...new Set(bytes)].sort((a, b) => a - b);
}

/** Sixteen bits say which sixteenths of the alphabet occur, then sixteen more for each that does. */
function writeUsed(out: BitWriter, used: readonly number[]): void {
  const masks = Array.from({ length: 16 }, () => 0);
  for (const byte of used) masks[byte >>> 4] = (masks[byte >>> 4] ?? 0) | (0x8000 >>> (byte & 15));
  out.write(
    masks.reduce((all, mask, index) => (mask === 0 ? all : all | (0x8000 >>> index)), 0),
    16,
  );
  for (const mask of masks) if (mask !== 0) out.write(mask, 16);
}

/** The last column of the sorted rotations as places in a list of recent bytes; runs of place 0 as binary numbers of A and B. */
function moveToFront(
  runs: Uint8Array,
  order: Int32Array,
  used: readonly number[],
): readonly number[] {
  const recent = [...used];
  const symbols: number[] = [];
  let zeros = 0;
  const endRun = (): void => {
    for (; zeros > 0; zeros = (zeros - 1) >>> 1) symbols.push((zeros & 1) === 1 ? runA : runB);
  };
  for (const start of order) {
    const byte = runs[start === 0 ? runs.length - 1 : start - 1] ?? 0;
    const place = recent.indexOf(byte);
    if (place === 0) {
      zeros++;
      continue;
    }
    endRun();
    recent.splice(place, 1);
    recent.unshift(byte);
    symbols.push(place + 1);
  }
  endRun();
  symbols.push(used.length + 1);
  return symbols;
}

/** The format asks for two tables at least: both are the same, and every group takes the first. */
function writeSymbols(out: BitWriter, symbols: readonly number[], alphabet: number): void {
  const lengths = huffmanLengths(symbols, alphabet);
  const codes = huffmanCodes(lengths);
  const groups = Math.ceil(symbols.length / groupSize);
  out.write(2, 3);
  out.write(groups, 15);
  for (let group = 0; group < groups; group++) out.write(0, 1);
  for (let table = 0; table < 2; table++) writeLengths(out, lengths);
  for (const symbol of symbols) out.write(codes[symbol] ?? 0, lengths[symbol] ?? 0);
}

function writeLengths(out: BitWriter, lengths: readonly number[]): void {
  let current = lengths[0] ?? 0;
  out.write(current, 5);
  for (const length of lengths) {
    for (; current < length; current++) out.write(0b10, 2);
    for (; current > length; current--) out.write(0b11, 2);
    out.write(0, 1);
  }
}

function writeMarker(out: BitWriter, bytes: readonly number[]): void {
  for (const byte of bytes) out.write(byte, 8);
}

function writeWord(out: BitWriter, word: number): void {
  out.write(word >>> 16, 16);
  out.write(word & 0xffff, 16);
}

const crcTable = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 24;
  for (let bit = 0; bit < 8; bit++) crc = crc < 0 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  return crc;
});

/** bzip2's CRC-32 takes the highest bit first, unlike zlib's. */
function blockCrc(bytes: Uint8Array, start: number, end: number): number {
  let crc = -1;
  for (let index = start; index < end; index++) {
    crc = (crc << 8) ^ (crcTable[(crc >>> 24) ^ (bytes[index] ?? 0)] ?? 0);
  }
  return ~crc >>> 0;
}
