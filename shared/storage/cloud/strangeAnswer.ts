import { DataSyncError } from '../../errors';

import type { ObjectRange } from './cloudClient';

/** A request, as far as a message tells of it. */
export interface StrangelyAnswered {
  /** `read s3://acme/datasync/x`. */
  readonly doing: string;
  /** What the cloud calls the right to it. */
  readonly permission: string;
  /** Where the credentials come from. */
  readonly source: string;
}

/** An answer that says success and is none; `service` is whose it should be: `S3's`. */
export function strangeAnswer(
  service: string,
  what: string,
  { doing, permission, source }: StrangelyAnswered,
): DataSyncError {
  return new DataSyncError(
    'storage.read-failed',
    `cannot ${doing}: the answer is not ${service}: ${what}. Check the endpoint and the proxy`,
    { call: permission, source },
  );
}

/** What an answer says of the bytes that it brings. */
export interface AnsweredRange {
  /** Its etag or generation. */
  readonly version: string | undefined;
  /** The header `content-range`, `bytes 4-7/10`. */
  readonly contentRange: string | undefined;
  readonly contentLength: number | undefined;
}

/** What an answer is instead of what was asked for: not every service heeds a condition and a range. */
export const otherRange = 'it is another state of the object, or another part, than was asked for';

/** Whether it brings these bytes of this state of the object; all of it may come without a word of ranges. */
export function isRange(
  { version, start, end }: ObjectRange,
  { version: found, contentRange, contentLength }: AnsweredRange,
): boolean {
  if (found !== version) return false;
  if (contentRange === undefined) return start === 0 && contentLength === end;
  return contentRange.startsWith(`bytes ${start}-${end - 1}/`);
}
