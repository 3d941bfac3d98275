// Clients of S3 as tests want them, and what tests say of their refusals.
import assert from 'node:assert/strict';
import { inspect } from 'node:util';

import type { ErrorCode } from '../../shared/errors';
import type { CloudAccess, CloudCredentials } from '../../shared/storage/cloud/cloudAccess';
import type { CloudClient, ObjectRange } from '../../shared/storage/cloud/cloudClient';
import { createS3Client } from '../../shared/storage/s3/s3Client';

import { hasCode } from './hasCode';

/** What a test says of a client. */
export interface S3ClientOptions extends Partial<Omit<CloudAccess, 'credentials' | 'source'>> {
  readonly credentials: CloudCredentials;
  readonly bucket: string;
}

/** A client of `s3://BUCKET/acme`; its credentials come from "the test". */
export function s3ClientOf({ bucket, ...access }: S3ClientOptions): CloudClient {
  const place = { provider: 's3', url: `s3://${bucket}/acme`, bucket, account: '' } as const;
  const source = 'the test';
  return createS3Client({ ...place, prefix: 'acme' }, { pathStyle: true, ...access, source });
}

/** Keys as credentials; what else a user has is left out. */
export function keysOf({ accessKeyId, secretAccessKey, sessionToken }: Keys): Keys & AwsKind {
  const token = sessionToken === undefined ? {} : { sessionToken };
  return { kind: 'awsKeys', accessKeyId, secretAccessKey, ...token };
}

interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

interface AwsKind {
  readonly kind: 'awsKeys';
}

/** The bytes of a range, as text. */
export async function readText(client: CloudClient, range: ObjectRange): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of await client.read(range)) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** For assert.rejects: it has the code, its text fits, and it holds none of the secrets, however deep one looks. */
export function refusedWith(code: ErrorCode, text: RegExp, secrets: readonly string[]) {
  return (error: unknown): boolean => {
    assertWithout(error, secrets);
    return hasCode(code, text)(error);
  };
}

/** Whether none of the secrets can be seen in what was thrown. */
export function assertWithout(thrown: unknown, secrets: readonly string[]): void {
  const seen = inspect(thrown, { depth: 20, showHidden: true, maxStringLength: null });
  assert.ok(secrets.length > 0);
  for (const secret of secrets) assert.ok(!seen.includes(secret), seen);
  assert.doesNotMatch(seen, /Signature=/);
}
