// One way of saying where in which file something is wrong, so that every message names file, block and byte.
import type { ErrorCode } from '../errors';
import { DataSyncError } from '../errors';

/** The failures of this layer. */
export type AvroErrorCode = Extract<ErrorCode, `avro.${string}`>;

/** Where in a file an error is. */
export interface AvroPlace {
  /** The name of the byte source. */
  readonly file: string;
  /** Offset of the block's header in the file; absent for errors in the file's own header. */
  readonly block?: number;
  /** Offset in the file, or in the inflated block where `inflated` says so. */
  readonly byte: number;
  /** The byte is counted in the inflated bytes of the block. */
  readonly inflated?: boolean;
}

/** `events.avro, block at byte 812: the sync marker differs at byte 4096`, as an error with its place as data. */
export function avroError(
  code: AvroErrorCode,
  place: AvroPlace,
  text: string,
  options?: ErrorOptions,
): DataSyncError {
  const block = place.block === undefined ? '' : `, block at byte ${place.block}`;
  const where = place.inflated === true ? 'of its inflated bytes' : '';
  const at = `(byte ${place.byte}${where === '' ? '' : ` ${where}`})`;
  return new DataSyncError(code, `${place.file}${block}: ${text} ${at}`, { ...place }, options);
}

/** What another library threw, as one line without its final full stop. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text.split('\n', 1)[0] ?? '').replace(/\.$/, '');
}
