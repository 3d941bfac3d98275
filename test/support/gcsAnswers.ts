// What the test server for Google Cloud Storage answers: Google's shapes of objects, errors and ranges.
import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';

import { CRC32C } from '@google-cloud/storage';

/** One generation of an object. */
export interface StoredObject {
  readonly bytes: Uint8Array;
  readonly generation: string;
  readonly updated: string;
}

/** An answer that is no success; Google's shape of it. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly reason: string,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** Bucket and object of `/storage/v1/b/BUCKET/o/OBJECT`; a slash in an object's name is encoded. */
export function readPath(pathname: string): readonly (string | undefined)[] {
  const found = /^\/storage\/v1\/b(?:\/([^/]+)(?:\/o(?:\/([^/]+))?)?)?\/?$/.exec(pathname);
  if (!found) throw new Refusal(404, 'notFound', `Not Found: ${pathname}`);
  const [bucket, object] = found.slice(1).map(part => part && decodeURIComponent(part));
  return [bucket, object];
}

/** Answers with JSON. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8', ...headers });
  response.end(JSON.stringify(body));
}

/** Answers with the bytes of an object, or with the range of them that was asked for. */
export function sendMedia(
  response: ServerResponse,
  { bytes, generation }: StoredObject,
  asked: string | undefined,
): void {
  const size = bytes.length;
  const headers = {
    'content-type': 'application/octet-stream',
    'accept-ranges': 'bytes',
    'x-goog-generation': generation,
    'x-goog-stored-content-length': size,
    'x-goog-stored-content-encoding': 'identity',
    'x-goog-hash': `crc32c=${crc32cOf(bytes)},md5=${md5Of(bytes)}`,
  };
  const range = readRange(asked, size);
  if (!range) {
    response.writeHead(200, { ...headers, 'content-length': size }).end(bytes);
    return;
  }
  const [start, end] = range;
  if (start >= end) {
    const contentRange = { 'content-range': `bytes */${size}` };
    const message = 'The requested range cannot be satisfied.';
    throw new Refusal(416, 'requestedRangeNotSatisfiable', message, contentRange);
  }
  const contentRange = `bytes ${start}-${end - 1}/${size}`;
  response.writeHead(206, {
    ...headers,
    'content-range': contentRange,
    'content-length': end - start,
  });
  response.end(bytes.subarray(start, end));
}

/** Half-open; `bytes=4-`, `bytes=4-7` and the suffix `bytes=-3`. What is no range is ignored, as HTTP has it. */
function readRange(
  header: string | undefined,
  size: number,
): readonly [start: number, end: number] | undefined {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === undefined || last === undefined || first + last === '') return undefined;
  if (first === '') return [Math.max(0, size - Number(last)), size];
  return [Number(first), last === '' ? size : Math.min(size, Number(last) + 1)];
}

/** The order of names in a listing. */
export function compareUtf8(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** In base64, as Google tells it. */
export function md5Of(bytes: Uint8Array): string {
  return createHash('md5').update(bytes).digest('base64');
}

/** In base64, as Google tells it. */
export function crc32cOf(bytes: Uint8Array): string {
  const sum = new CRC32C();
  sum.update(Buffer.from(bytes));
  return sum.toString();
}
