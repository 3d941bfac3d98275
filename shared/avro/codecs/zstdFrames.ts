// The framing of Zstandard (RFC 8878), without its compression: where frames end, what they ask for, and frames of stored bytes.

/** One frame of data. */
export interface ZstdFrame {
  readonly bytes: Uint8Array;
  /** Memory that unpacking needs to look back into. */
  readonly windowBytes: number;
  /** What it unpacks to, where the frame says so. */
  readonly contentBytes?: number | undefined;
  /** What its blocks can unpack to at most. */
  readonly mostBytes: number;
  /** The low 32 bits of the XXH64 of what it unpacks to, where the frame has it. */
  readonly checksum?: number | undefined;
}

const frameMagic = 0xfd2fb528;
const skippableMagic = 0x184d2a50;
const maxStored = 1 << 17;

/** The frames in order, skippable ones left out. Bytes that end inside a frame or follow the last are an error. */
export function zstdFrames(packed: Uint8Array): readonly ZstdFrame[] {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const frames: ZstdFrame[] = [];
  try {
    for (let start = 0; start < packed.length;) {
      const magic = view.getUint32(start, true);
      if (magic === frameMagic) {
        const frame = frameAt(packed, view, start);
        frames.push(frame);
        start += frame.bytes.length;
      } else if ((magic & 0xfffffff0) >>> 0 === skippableMagic) {
        start += 8 + view.getUint32(start + 4, true);
      } else {
        throw new Error(`no frame begins at byte ${start} of it`);
      }
    }
  } catch (cause) {
    if (cause instanceof RangeError) throw new Error('it ends inside a frame', { cause });
    throw cause;
  }
  return frames;
}

/** A frame that holds the bytes as they are, or as one byte repeated. */
export function zstdStored(bytes: Uint8Array): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32LE(frameMagic);
  // A single segment whose content size has eight bytes.
  header.writeUInt8(0xe0, 4);
  header.writeBigUInt64LE(BigInt(bytes.length), 5);
  const parts: Uint8Array[] = [header];
  let start = 0;
  do {
    const part = bytes.subarray(start, start + maxStored);
    start += maxStored;
    const first = part[0];
    const repeats = part.length > 1 && part.every(byte => byte === first);
    const last = start >= bytes.length ? 1 : 0;
    parts.push(blockHeader(last | (repeats ? 2 : 0) | (part.length << 3)));
    parts.push(repeats ? part.subarray(0, 1) : part);
  } while (start < bytes.length);
  return Buffer.concat(parts);
}

function blockHeader(value: number): Uint8Array {
  return Uint8Array.of(value & 0xff, (value >>> 8) & 0xff, value >>> 16);
}

function frameAt(packed: Uint8Array, view: DataView, start: number): ZstdFrame {
  const flags = view.getUint8(start + 4);
  const isSingle = (flags & 0x20) !== 0;
  const dictionaryBytes = [0, 1, 2, 4][flags & 3] ?? 0;
  const sizeFlag = flags >>> 6;
  const sizeBytes = sizeFlag === 0 ? (isSingle ? 1 : 0) : 2 ** sizeFlag;
  const sizeStart = start + (isSingle ? 5 : 6) + dictionaryBytes;
  const contentBytes = contentSize(view, sizeStart, sizeBytes);
  const windowBytes = isSingle ? (contentBytes ?? 0) : windowSize(view.getUint8(start + 5));
  let end = sizeStart + sizeBytes;
  let mostBytes = 0;
  for (let last = false; !last;) {
    const header = view.getUint16(end, true) | (view.getUint8(end + 2) << 16);
    last = (header & 1) === 1;
    const kind = (header >>> 1) & 3;
    if (kind === 3) throw new Error('it has a block of a reserved kind');
    end += 3 + (kind === 1 ? 1 : header >>> 3);
    // Raw and repeated bytes say how many they are; a compressed block holds 128 KB at most.
    mostBytes += kind === 2 ? maxStored : header >>> 3;
  }
  const hasChecksum = (flags & 4) !== 0;
  const checksum = hasChecksum ? view.getUint32(end, true) : undefined;
  if (hasChecksum) end += 4;
  if (end > packed.length) throw new Error('it ends inside a frame');
  return { bytes: packed.subarray(start, end), windowBytes, contentBytes, mostBytes, checksum };
}

function contentSize(view: DataView, start: number, bytes: number): number | undefined {
  switch (bytes) {
    case 1:
      return view.getUint8(start);
    case 2:
      return view.getUint16(start, true) + 256;
    case 4:
      return view.getUint32(start, true);
    case 8:
      return Number(view.getBigUint64(start, true));
    default:
      return undefined;
  }
}

function windowSize(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >>> 3));
  return base + (base / 8) * (descriptor & 7);
}
