// One packed block → its bytes, with what went wrong told as an error of this file and block.
import type { DataSyncError } from '../errors';
import { avroError, reasonOf } from './avroError';
import type { Codec } from './codec';
import { ChecksumError } from './codec';
import { codecNamed } from './codecs';
import type { Container } from './container';
import { maxBlockBytes } from './frameHeader';
import { leastBytes } from './leastBytes';
import type { Frame } from './readFrames';

/** Unpacks the blocks of one file, here or away from this thread. */
export class BlockInflater {
  readonly #codec: Codec;
  readonly #leastBytes: number;
  /** The largest block so far, as a first guess for the next. */
  #expectedBytes = 0;

  constructor(readonly container: Container) {
    const codec = codecNamed(container.codec);
    if (!codec) {
      const place = { file: container.source.name, byte: 0 };
      throw avroError('avro.unknown-codec', place, `unknown codec ${container.codec}`);
    }
    this.#codec = codec;
    this.#leastBytes = leastBytes(container.type);
  }

  /** The blocks are not packed at all. */
  get isPlain(): boolean {
    return this.#codec.name === 'null';
  }

  /** How many bytes the block will come to, going by those before it. */
  expectedOf(frame: Frame): number {
    return Math.max(this.#expectedBytes, frame.packed.length);
  }

  /** Refuses a row count that the bytes cannot hold. */
  checkRowCount({ offset, rowCount }: Frame, bytes: Uint8Array): void {
    if (rowCount * this.#leastBytes <= bytes.length) return;
    const most = Math.floor(bytes.length / this.#leastBytes);
    const place = { file: this.container.source.name, block: offset, byte: offset };
    const text = `it says that it has ${rowCount} rows, but its ${bytes.length} bytes hold at most ${most}`;
    throw avroError('avro.bad-block', place, text);
  }

  /** Unpacks on this thread if the codec can, else asynchronously. */
  inflateHere(frame: Frame): Uint8Array | Promise<Uint8Array> {
    if (!this.#codec.inflateSync) return this.inflate(frame);
    try {
      return this.#inflated(this.#codec.inflateSync(frame.packed, this.#limit(frame)));
    } catch (error) {
      throw this.#told(frame, error);
    }
  }

  /** Unpacks in the background where the platform can. */
  async inflate(frame: Frame): Promise<Uint8Array> {
    try {
      return this.#inflated(await this.#codec.inflate(frame.packed, this.#limit(frame)));
    } catch (error) {
      throw this.#told(frame, error);
    }
  }

  #limit(frame: Frame): { maxBytes: number; expectedBytes: number } {
    const expectedBytes = this.#expectedBytes === 0 ? frame.packed.length * 4 : this.#expectedBytes;
    return { maxBytes: maxBlockBytes, expectedBytes };
  }

  #inflated(bytes: Uint8Array): Uint8Array {
    if (bytes.length > this.#expectedBytes) this.#expectedBytes = bytes.length + 1;
    return bytes;
  }

  #told(frame: Frame, cause: unknown): DataSyncError {
    const { source, codec } = this.container;
    const code = cause instanceof ChecksumError ? 'avro.bad-checksum' : 'avro.bad-block';
    const place = { file: source.name, block: frame.offset, byte: frame.dataStart };
    const text = `its ${frame.packed.length} bytes of ${codec} are damaged: ${reasonOf(cause)}`;
    return avroError(code, place, text, { cause });
  }
}
