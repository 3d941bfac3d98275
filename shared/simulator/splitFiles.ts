// Rows → container files, as many as the size cap asks for.
import type { CodecName } from '../avro/codec';
import { ContainerWriter } from '../avro/writeContainer';

import type { AvroSchema } from './avroSchema';
import type { FileRole, SimulatedFile } from './simulatedFile';

/** One list of files of a bill of materials: one file, or several above the cap. */
export interface FileListRequest {
  /** Of the export in the destination. */
  readonly folder: string;
  /** Relative to the folder, without `.avro`: split, it becomes `<name>-000.avro`, `<name>-001.avro`. */
  readonly name: string;
  readonly role: FileRole;
  readonly schema: AvroSchema;
  readonly codec: CodecName;
  readonly blockBytes: number;
  readonly capBytes: number;
  /** Encoded, before each row. */
  readonly prefix?: Uint8Array;
  /** Bytes of all rows before packing: decides whether names are numbered. */
  readonly rawBytes: number;
}

/** What became of the rows. */
export interface WrittenFiles {
  /** Relative to the export's folder. */
  readonly files: readonly string[];
  readonly rows: number;
  readonly bytes: number;
}

/** Packed bytes that are handed over together: some milliseconds of work. */
const takenBytes = 1 << 18;

/** Bytes that a container needs besides its rows: header, block counts, sync markers. */
const framing = 8_000;

/** Yields the files one by one; returns their names. No rows give one file without records. */
export function* splitFiles(
  request: FileListRequest,
  rows: Iterable<Uint8Array>,
): Generator<SimulatedFile, WrittenFiles> {
  const { folder, name, role, rawBytes, capBytes } = request;
  const source = new RowSource(rows);
  const isNumbered = rawBytes + framing > capBytes;
  const files: string[] = [];
  const total = { rows: 0, bytes: 0 };
  do {
    const part = String(files.length).padStart(3, '0');
    const file = `${name}${isNumbered ? `-${part}` : ''}.avro`;
    files.push(file);
    const chunks = partOf(request, source, total);
    yield { path: `${folder}/${file}`, role, chunks };
    // A consumer that did not want the bytes has not moved the rows on.
    for (const chunk of chunks) void chunk;
  } while (isNumbered && source.peek() !== undefined);
  return { files, ...total };
}

/** The bytes of one file: as many rows as fit under the cap. */
function* partOf(
  request: FileListRequest,
  source: RowSource,
  total: { rows: number; bytes: number },
): Generator<Uint8Array> {
  const { schema, codec, capBytes, prefix } = request;
  const blockBytes = Math.min(request.blockBytes, Math.ceil(capBytes / 8));
  const writer = new ContainerWriter({ schema, codec, blockBytes });
  let open = 0;
  let taken = 0;
  for (let row = source.peek(); row !== undefined; row = source.peek()) {
    if (writer.rows > 0 && writer.bytes + open + row.length + 100 > capBytes) {
      writer.closeBlock();
      open = 0;
      if (writer.bytes + blockBytes > capBytes) break;
    }
    const before = writer.bytes;
    if (prefix) writer.appendEncoded(prefix, row);
    else writer.appendEncoded(row);
    open = writer.bytes === before ? open + row.length : 0;
    source.next();
    if (writer.bytes - taken > takenBytes) {
      taken = writer.bytes;
      yield writer.take();
    }
  }
  const rest = writer.finish();
  total.rows += writer.rows;
  total.bytes += writer.bytes;
  yield rest;
}

/** Rows with a look ahead, so that a file ends before the row that would not fit. */
class RowSource {
  readonly #rows: Iterator<Uint8Array, unknown>;
  #current: Uint8Array | undefined;

  constructor(rows: Iterable<Uint8Array>) {
    this.#rows = rows[Symbol.iterator]();
    this.next();
  }

  peek(): Uint8Array | undefined {
    return this.#current;
  }

  next(): void {
    const step = this.#rows.next();
    this.#current = step.done === true ? undefined : step.value;
  }
}
