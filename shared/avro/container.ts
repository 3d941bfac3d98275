// An object container file's header: magic bytes, metadata with schema and codec, sync marker. Blocks: readBlocks.ts.
import { DataSyncError } from '../errors';
import type { AvroErrorCode } from './avroError';
import { avroError, reasonOf } from './avroError';
import type { ByteSource } from './byteSource';
import { codecNamed, codecNames } from './codecs';
import type { AvroType } from './fields';
import { readWriterSchema } from './schema';
import { readLong } from './varint';

/** An open object container file: what its header says. */
export interface Container {
  readonly source: ByteSource;
  /** The writer schema as it stands in the file. */
  readonly schemaText: string;
  /** The writer schema's JSON. */
  readonly schema: unknown;
  /** The root type, nearly always a record. */
  readonly type: AvroType;
  /** `null` where the header names none. */
  readonly codec: string;
  /** 16 bytes that end the header and every block. */
  readonly syncMarker: Uint8Array;
  readonly metadata: ReadonlyMap<string, Uint8Array>;
  /** Offset of the first block, which is the header's length. */
  readonly dataStart: number;
  /** The bytes from `dataStart` on that came along with the header: a small file needs no second read. */
  readonly firstBytes: Uint8Array;
}

/** Bytes of the first read: the header of nearly every file, and small files whole. */
const firstRead = 65_536;
/** Metadata above this is damage: schemas of thousands of columns have a few hundred KB. */
const maxHeader = 1 << 26;

const magic = Uint8Array.of(0x4f, 0x62, 0x6a, 0x01);

/** Reads the header in growing ranges, never the whole of a large file. */
export async function openContainer(source: ByteSource, signal?: AbortSignal): Promise<Container> {
  if (source.size === 0) throw fail(source, 'avro.truncated', 0, 'the file is empty');
  let bytes = await source.read(0, Math.min(firstRead, source.size), signal);
  checkMagic(source, bytes);
  for (;;) {
    signal?.throwIfAborted();
    const header = new HeaderReader(source, bytes).read();
    if (header) return containerOf(source, header, bytes);
    const end = Math.min(bytes.length * 4, source.size);
    const more = await source.read(bytes.length, end, signal);
    if (more.length === 0)
      throw fail(source, 'avro.truncated', bytes.length, 'the file got shorter');
    bytes = Buffer.concat([bytes, more]);
  }
}

/** What the header's bytes say, not looked into yet. */
interface Header {
  readonly metadata: ReadonlyMap<string, Uint8Array>;
  /** Where the values of the metadata begin, for messages. */
  readonly positions: ReadonlyMap<string, number>;
  readonly syncMarker: Uint8Array;
  readonly end: number;
}

function checkMagic(source: ByteSource, bytes: Uint8Array): void {
  const wrong = magic.findIndex((byte, index) => bytes[index] !== byte);
  if (wrong === -1) return;
  if (wrong >= bytes.length) {
    throw fail(source, 'avro.truncated', bytes.length, 'the file ends inside its first four bytes');
  }
  const found = shownStart(Buffer.from(bytes.subarray(0, 16)));
  const text = `not an Avro object container file: it begins with ${found}, not 4f626a01 ("Obj" and 1)`;
  throw fail(source, 'avro.bad-magic', wrong, text);
}

/** A text is told as one, so that a web page or a manifest is recognized. */
function shownStart(bytes: Buffer): string {
  const text = bytes.toString('latin1').replace(/\s+/g, ' ');
  return /^[\x20-\x7e]+$/.test(text) ? `"${text}"` : bytes.subarray(0, 4).toString('hex');
}

function containerOf(source: ByteSource, header: Header, bytes: Uint8Array): Container {
  const { metadata, positions, syncMarker, end } = header;
  const codec = Buffer.from(metadata.get('avro.codec') ?? []).toString('utf8') || 'null';
  if (!codecNamed(codec)) {
    const at = positions.get('avro.codec') ?? 0;
    const text = `unknown codec ${JSON.stringify(codec)}; known are ${codecNames.join(', ')}`;
    throw fail(source, 'avro.unknown-codec', at, text);
  }
  const schemaText = schemaTextOf(source, header);
  const at = positions.get('avro.schema') ?? 0;
  const schema = parseSchema(source, schemaText, at);
  const type = typeOf(source, schema, at);
  const firstBytes = bytes.subarray(end);
  return {
    source,
    schemaText,
    schema,
    type,
    codec,
    syncMarker,
    metadata,
    dataStart: end,
    firstBytes,
  };
}

function schemaTextOf(source: ByteSource, { metadata, positions }: Header): string {
  const bytes = metadata.get('avro.schema');
  if (!bytes) throw fail(source, 'avro.bad-header', 4, 'the header holds no avro.schema');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    const at = positions.get('avro.schema') ?? 0;
    throw fail(source, 'avro.bad-schema', at, 'the writer schema is not UTF-8', { cause });
  }
}

function parseSchema(source: ByteSource, text: string, at: number): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = `the writer schema is not JSON: ${reasonOf(cause)}`;
    throw fail(source, 'avro.bad-schema', at, reason, { cause });
  }
}

function typeOf(source: ByteSource, schema: unknown, at: number): AvroType {
  try {
    return readWriterSchema(schema);
  } catch (cause) {
    if (!(cause instanceof DataSyncError)) throw cause;
    throw fail(source, 'avro.bad-schema', at, `the writer schema is wrong: ${cause.message}`, {
      cause,
    });
  }
}

/** Walks the header's bytes; what lies beyond those read so far makes `read` answer undefined. */
class HeaderReader {
  #position = magic.length;
  #short = false;
  readonly #metadata = new Map<string, Uint8Array>();
  readonly #positions = new Map<string, number>();

  constructor(
    readonly source: ByteSource,
    readonly bytes: Uint8Array,
  ) {}

  read(): Header | undefined {
    for (;;) {
      const count = this.#count();
      if (this.#short) return this.#needsMore();
      if (count === 0) break;
      for (let left = count; left > 0; left--) {
        this.#entry();
        if (this.#short) return this.#needsMore();
      }
    }
    const syncMarker = this.#take(16);
    if (this.#short) return this.#needsMore();
    const end = this.#position;
    return { metadata: this.#metadata, positions: this.#positions, syncMarker, end };
  }

  #needsMore(): undefined {
    const { source, bytes } = this;
    if (bytes.length >= source.size) {
      throw fail(source, 'avro.truncated', source.size, 'the file ends inside its header');
    }
    if (bytes.length >= maxHeader) {
      const text = `the header does not end within ${maxHeader} bytes`;
      throw fail(source, 'avro.bad-header', this.#position, text);
    }
    return undefined;
  }

  /** The number of entries of a metadata block; a negative one is followed by the block's bytes. */
  #count(): number {
    const count = this.#long('a count');
    if (count < 0) this.#long('a size');
    return Math.abs(count);
  }

  #entry(): void {
    const key = Buffer.from(this.#sized('a key')).toString('utf8');
    const value = this.#sized('a value');
    if (this.#short) return;
    this.#metadata.set(key, value.slice());
    this.#positions.set(key, this.#position - value.length);
  }

  #sized(what: string): Uint8Array {
    const at = this.#position;
    const length = this.#long(`the length of ${what}`);
    if (this.#short) return empty;
    if (length < 0 || length > maxHeader) {
      const text = `the length of ${what} in its header is ${length}, allowed are 0 to ${maxHeader}`;
      throw fail(this.source, 'avro.bad-header', at, text);
    }
    const missing = this.#position + length - this.source.size;
    if (missing > 0) {
      const text = `the file ends inside its header: ${what} has ${length} bytes, ${missing} of them are missing`;
      throw fail(this.source, 'avro.truncated', at, text);
    }
    return this.#take(length);
  }

  #long(what: string): number {
    if (this.#short) return 0;
    const long = readLong(this.bytes, this.#position);
    if (long === 'short') {
      this.#short = true;
      return 0;
    }
    const value = long === 'overlong' ? Number.NaN : Number(long.value);
    if (long === 'overlong' || !Number.isSafeInteger(value)) {
      const found = long === 'overlong' ? 'no 64-bit number' : String(long.value);
      throw fail(
        this.source,
        'avro.bad-header',
        this.#position,
        `${what} in its header is ${found}`,
      );
    }
    this.#position = long.end;
    return value;
  }

  #take(length: number): Uint8Array {
    const end = this.#position + length;
    if (this.#short || end > this.bytes.length) {
      this.#short = true;
      return empty;
    }
    const taken = this.bytes.subarray(this.#position, end);
    this.#position = end;
    return taken;
  }
}

const empty = new Uint8Array(0);

function fail(
  source: ByteSource,
  code: AvroErrorCode,
  byte: number,
  text: string,
  options?: ErrorOptions,
): DataSyncError {
  return avroError(code, { file: source.name, byte }, text, options);
}
