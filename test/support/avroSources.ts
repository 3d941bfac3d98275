// Byte sources that count or break, and containers in memory.
import type { ByteSource } from '../../shared/avro/byteSource';
import { bytesSource } from '../../shared/avro/byteSource';
import type { Block } from '../../shared/avro/readBlocks';
import { readBlocks } from '../../shared/avro/readBlocks';
import type { Container } from '../../shared/avro/container';
import type { ContainerWriterOptions } from '../../shared/avro/writeContainer';
import { containerBytes } from '../../shared/avro/writeContainer';

/** A source over bytes that remembers what was read of it. */
export class CountingSource implements ByteSource {
  readonly size: number;
  /** Start and end of each read in order. */
  readonly reads: [start: number, end: number][] = [];

  constructor(
    readonly bytes: Uint8Array,
    readonly name = 'memory.avro',
  ) {
    this.size = bytes.length;
  }

  get bytesRead(): number {
    return this.reads.reduce((sum, [start, end]) => sum + end - start, 0);
  }

  async read(start: number, end: number): Promise<Uint8Array> {
    this.reads.push([start, Math.min(end, this.size)]);
    return this.bytes.slice(start, end);
  }
}

/** Rows `{id, text}` with ids from 0 on, in blocks of about the given size. */
export function numberedFile(
  count: number,
  options: Omit<ContainerWriterOptions, 'schema'> = {},
  textBytes = 20,
): Uint8Array {
  const rows = Array.from({ length: count }, (_, id) => ({
    id,
    text: String(id).padStart(textBytes),
  }));
  return containerBytes({ schema: numberedSchema, ...options }, rows);
}

/** The schema of `numberedFile`. */
export const numberedSchema = {
  type: 'record',
  name: 'Numbered',
  fields: [
    { name: 'id', type: 'long' },
    { name: 'text', type: 'string' },
  ],
};

/** All blocks of a container. */
export async function allBlocks(container: Container): Promise<Block[]> {
  const blocks: Block[] = [];
  for await (const block of readBlocks(container)) blocks.push(block);
  return blocks;
}

/** A source over a changed copy of the bytes. */
export function damaged(bytes: Uint8Array, damage: (copy: Buffer) => void): ByteSource {
  const copy = Buffer.from(bytes);
  damage(copy);
  return bytesSource(copy, 'damaged.avro');
}
