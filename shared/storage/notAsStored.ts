import { DataSyncError } from '../errors';

/** An object, and two digests of it in hexadecimal. */
export interface DigestsOfObject {
  /** As messages name it: `s3://bucket/path/of/it`. */
  readonly shown: string;
  readonly path: string;
  /** Of the bytes that came. */
  readonly found: string;
  /** That the service keeps. */
  readonly expected: string;
}

/** The bytes that came are not those that were stored: `storage.read-failed`. */
export function notAsStored(
  { shown, path, found, expected }: DigestsOfObject,
  advice: string,
): DataSyncError {
  return new DataSyncError(
    'storage.read-failed',
    `${shown} did not arrive as it is stored: its MD5 is ${found}, the service keeps ${expected}. ${advice}`,
    { path, found, expected },
  );
}
