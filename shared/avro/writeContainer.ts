// Writes object container files for the simulator and the tests: values in, bytes of whole blocks out.
import { createHash } from 'node:crypto';

import type { ForSchemaOptions, Type } from 'avsc';
import avsc from 'avsc';

import type { Codec, CodecName } from './codec';
import { codecNamed } from './codecs';
import { longBytes } from './varint';

/** What a file is made of besides its rows. */
export interface ContainerWriterOptions {
  /** The writer schema's JSON; it goes into the file as it is, logical types included. */
  readonly schema: unknown;
  /** Default `null`. */
  readonly codec?: CodecName;
  /** A block is closed once it holds so many bytes before packing; default 64,000. */
  readonly blockBytes?: number;
  /** Further entries of the header. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** 16 bytes; by default they follow from schema and codec, so that equal inputs give equal files. */
  readonly syncMarker?: Uint8Array;
}

/**
 * Builds one file as a stream of chunks: append rows, take what is ready, finish.
 * Values are avsc's: longs as number or bigint, bytes as Buffer, unions unwrapped unless their branches cannot be told apart.
 */
export class ContainerWriter {
  readonly #schema: unknown;
  /** Compiled at the first value: rows that come encoded need none, and files are many. */
  #type: Type | undefined;
  readonly #codec: Codec;
  readonly #blockBytes: number;
  readonly #syncMarker: Uint8Array;
  #ready: Uint8Array[] = [];
  #readyBytes = 0;
  #taken = 0;
  #block: Buffer;
  #blockEnd = 0;
  #blockRows = 0;
  #rows = 0;

  constructor(options: ContainerWriterOptions) {
    const { schema, codec: name = 'null', blockBytes = 64_000, metadata = {} } = options;
    const codec = codecNamed(name);
    if (!codec) throw new RangeError(`unknown codec ${name}`);
    const text = JSON.stringify(schema);
    this.#codec = codec;
    this.#schema = schema;
    this.#blockBytes = blockBytes;
    this.#block = Buffer.allocUnsafe(blockBytes * 2 + 1024);
    this.#syncMarker = options.syncMarker ?? markerFor(text + name);
    const entries = { 'avro.schema': text, 'avro.codec': name, ...metadata };
    this.#push(headerBytes(entries));
    this.#push(this.#syncMarker);
  }

  /** Rows appended so far. */
  get rows(): number {
    return this.#rows;
  }

  /** Bytes of the file so far, without the open block. */
  get bytes(): number {
    return this.#taken + this.#readyBytes;
  }

  /** Encodes one value into the open block; one that does not fit the schema throws avsc's error. */
  append(value: unknown): void {
    this.#type ??= exactType(this.#schema);
    let end = this.#type.encode(value, this.#block, this.#blockEnd);
    if (end < 0) {
      this.#grow(this.#block.length - end);
      end = this.#type.encode(value, this.#block, this.#blockEnd);
    }
    this.#endRow(end);
  }

  /** Takes over one row that is in Avro's encoding already, in pieces that follow each other. */
  appendEncoded(...pieces: readonly Uint8Array[]): void {
    let end = this.#blockEnd;
    for (const piece of pieces) {
      if (end + piece.length > this.#block.length) this.#grow(end + piece.length);
      this.#block.set(piece, end);
      end += piece.length;
    }
    this.#endRow(end);
  }

  #endRow(end: number): void {
    this.#blockEnd = end;
    this.#blockRows++;
    this.#rows++;
    if (this.#blockEnd >= this.#blockBytes) this.closeBlock();
  }

  #grow(needed: number): void {
    const grown = Buffer.allocUnsafe(needed * 2);
    grown.set(this.#block);
    this.#block = grown;
  }

  /** Ends the open block, if it holds rows. */
  closeBlock(): void {
    if (this.#blockRows === 0) return;
    const packed = this.#codec.deflate(this.#block.subarray(0, this.#blockEnd));
    this.#push(longBytes(this.#blockRows));
    this.#push(longBytes(packed.length));
    // The null codec hands the open block's own bytes back, which the next rows overwrite (and a Buffer's slice is no copy).
    this.#push(this.#codec.name === 'null' ? Uint8Array.from(packed) : packed);
    this.#push(this.#syncMarker);
    this.#blockEnd = 0;
    this.#blockRows = 0;
  }

  /** The bytes that are ready and were not taken yet: header and whole blocks. */
  take(): Uint8Array {
    const bytes = Buffer.concat(this.#ready);
    this.#taken += bytes.length;
    this.#ready = [];
    this.#readyBytes = 0;
    return bytes;
  }

  /** Ends the open block and takes what is left. */
  finish(): Uint8Array {
    this.closeBlock();
    return this.take();
  }

  #push(bytes: Uint8Array): void {
    this.#ready.push(bytes);
    this.#readyBytes += bytes.length;
  }
}

/** A whole file in memory. */
export function containerBytes(
  options: ContainerWriterOptions,
  rows: Iterable<unknown>,
): Uint8Array {
  const writer = new ContainerWriter(options);
  for (const row of rows) writer.append(row);
  return writer.finish();
}

/** avsc's type of a schema with longs exact: number or bigint in, bigint out beyond 2^53. */
export function exactType(schema: unknown, options: Partial<ForSchemaOptions> = {}): Type {
  return avsc.Type.forSchema(withPlainLongs(schema) as avsc.Schema, {
    ...options,
    registry: { long: exactLong },
  });
}

/** avsc looks for a long of ours only where the schema says `"long"` without attributes. */
function withPlainLongs(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withPlainLongs);
  if (typeof schema !== 'object' || schema === null || !('type' in schema)) return schema;
  const { type } = schema;
  if (type === 'long') return type;
  if (typeof type !== 'string') return { ...schema, type: withPlainLongs(type) };
  if ('items' in schema) return { ...schema, items: withPlainLongs(schema.items) };
  if ('values' in schema) return { ...schema, values: withPlainLongs(schema.values) };
  if (!('fields' in schema) || !Array.isArray(schema.fields)) return schema;
  const fields = schema.fields.map((field: unknown) =>
    typeof field === 'object' && field !== null && 'type' in field
      ? { ...field, type: withPlainLongs(field.type) }
      : field,
  );
  return { ...schema, fields };
}

const exactLong = avsc.types.LongType.__with({
  fromBuffer: (bytes: Buffer) => {
    const long = bytes.readBigInt64LE();
    const number = Number(long);
    return Number.isSafeInteger(number) ? number : long;
  },
  toBuffer: (value: number | bigint) => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64LE(BigInt(value));
    return bytes;
  },
  fromJSON: (value: number | bigint) => value,
  toJSON: (value: number | bigint) => value,
  isValid: (value: unknown) =>
    typeof value === 'bigint' ? value === BigInt.asIntN(64, value) : Number.isSafeInteger(value),
  compare: (a: number | bigint, b: number | bigint) => (a < b ? -1 : a > b ? 1 : 0),
});

function markerFor(text: string): Uint8Array {
  return createHash('sha256').update(text).digest().subarray(0, 16);
}

function headerBytes(entries: Readonly<Record<string, string>>): Uint8Array {
  const parts: Uint8Array[] = [Buffer.from('Obj\x01'), longBytes(Object.keys(entries).length)];
  for (const text of Object.entries(entries).flat()) {
    const bytes = Buffer.from(text);
    parts.push(longBytes(bytes.length), bytes);
  }
  parts.push(longBytes(0));
  return Buffer.concat(parts);
}
