// Files of any size that cost nothing to make: one block over and over.
import { open } from 'node:fs/promises';

import type { ByteSource } from '../../shared/avro/byteSource';
import { ContainerWriter, type ContainerWriterOptions } from '../../shared/avro/writeContainer';

/** A header, and a block of the given rows that follows it so many times. */
export interface RepeatedAvro {
  readonly header: Uint8Array;
  readonly block: Uint8Array;
  readonly times: number;
}

/** Encodes header and block once. */
export function repeatedAvro(
  options: ContainerWriterOptions,
  rows: Iterable<unknown>,
  times: number,
): RepeatedAvro {
  const writer = new ContainerWriter({ ...options, blockBytes: 1 << 24 });
  const header = writer.take();
  for (const row of rows) writer.append(row);
  return { header, block: writer.finish(), times };
}

/** The file as a source that remembers what was read of it. */
export class RepeatedSource implements ByteSource {
  readonly name = 'repeated.avro';
  readonly size: number;
  bytesRead = 0;

  constructor(readonly file: RepeatedAvro) {
    this.size = file.header.length + file.block.length * file.times;
  }

  async read(start: number, end: number): Promise<Uint8Array> {
    const bytes = this.bytes(start, end);
    this.bytesRead += bytes.length;
    return bytes;
  }

  /** The same at once, and not counted. */
  bytes(start: number, end: number): Uint8Array {
    const { header, block } = this.file;
    const until = Math.min(end, this.size);
    const bytes = new Uint8Array(Math.max(0, until - start));
    for (let offset = start; offset < until;) {
      const inHeader = offset < header.length;
      const from = inHeader ? offset : (offset - header.length) % block.length;
      const piece = (inHeader ? header : block).subarray(from, from + until - offset);
      bytes.set(piece, offset - start);
      offset += piece.length;
    }
    return bytes;
  }
}

/** Writes the file to a path. */
export async function writeRepeated(path: string, file: RepeatedAvro): Promise<void> {
  const handle = await open(path, 'w');
  try {
    await handle.write(file.header);
    const together = Math.max(1, Math.min(file.times, Math.floor((8 << 20) / file.block.length)));
    const many = Buffer.concat(Array.from({ length: together }, () => file.block));
    for (let left = file.times; left > 0; left -= together) {
      await handle.write(left >= together ? many : many.subarray(0, left * file.block.length));
    }
  } finally {
    await handle.close();
  }
}
