// What S3 answers when it does not give what was asked for, in the words of storage. What the SDK throws holds the
// request, and with it signature and token: it is never handed on.
import { DataSyncError, isDataSyncError } from '../../errors';
import { isRecord } from '../../util/isRecord';
import { CloudFault, isCloudFault } from '../cloud/cloudFault';
import { connectionFailure } from '../cloud/connectionFailure';
import { clockAdvice, readTimes, type ServiceAnswer } from '../cloud/serviceAnswer';
import { strangeAnswer } from '../cloud/strangeAnswer';

/** A request, for messages and for the report of why it failed. */
export interface S3Call {
  /** `list s3://acme/datasync`. */
  readonly doing: string;
  /** What a policy calls the right to it. */
  readonly permission: 's3:GetObject' | 's3:ListBucket';
  /** Who asks: where the credentials come from. */
  readonly source: string;
  /** Absent: nobody. */
  readonly accessKeyId: string | undefined;
}

/** The status of an answer that is no success; undefined where there was none. */
export function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('$metadata' in error)) return undefined;
  const { $metadata } = error;
  const status = isRecord($metadata) ? $metadata['httpStatusCode'] : undefined;
  return typeof status === 'number' ? status : undefined;
}

/** The region that a refusal names as the bucket's own. */
export function homeRegion(error: unknown): string | undefined {
  if ((statusOf(error) ?? 200) < 300) return undefined;
  const region = headerOf(error, 'x-amz-bucket-region') ?? fieldOf(error, 'Region');
  // It becomes a part of the host's name.
  return region !== undefined && /^[a-z0-9-]{1,40}$/.test(region) ? region : undefined;
}

/** What a failed request is thrown as. */
export function s3Failure(error: unknown, call: S3Call): unknown {
  if (isDataSyncError(error) || isCloudFault(error)) return error;
  if (error instanceof Error && error.name === 'AbortError') return error;
  const status = statusOf(error);
  if (status === undefined) return connectionFailure(error, call.doing);
  if (breaksOff(error)) return new CloudFault('connection', 'the answer broke off');
  if (status < 300) return strangeAnswer("S3's", 'it cannot be read', call);
  const answer = readAnswer(error, status);
  return faultOf(answer, call) ?? refusalOf(answer, call);
}

/** Of an answer whose connection is cut the SDK tells the status all the same: what it says is not known. */
function breaksOff(error: unknown): boolean {
  return /^E[A-Z]/.test(fieldOf(error, 'code') ?? '');
}

function readAnswer(error: unknown, status: number): ServiceAnswer {
  const code = fieldOf(error, 'Code') ?? fieldOf(error, 'name') ?? '';
  // What the SDK calls an answer that says nothing.
  const reason = ['Error', 'Unknown', 'UnknownError', String(status)].includes(code) ? '' : code;
  const [first = ''] = (fieldOf(error, 'message') ?? '').split('\n');
  const said = ['UnknownError', reason].includes(first) ? '' : first.trim().slice(0, 300);
  return {
    status,
    reason,
    message: [said, String(status), reason].filter(word => word !== '').join(' '),
    ...readTimes(headerOf(error, 'retry-after'), headerOf(error, 'date')),
  };
}

/** What may pass. */
function faultOf({ status, reason, message, retryAfter }: ServiceAnswer, call: S3Call) {
  if ([429, 503].includes(status) || /^SlowDown|^Throttl|^TooManyRequests/.test(reason)) {
    return new CloudFault('throttled', message, retryAfter);
  }
  if (status === 408 || reason === 'RequestTimeout') {
    return new CloudFault('timeout', message, retryAfter);
  }
  if (status >= 500) return new CloudFault('server', message, retryAfter);
  const isExpired = expiredReasons.has(reason) && call.accessKeyId !== undefined;
  return isExpired ? new CloudFault('expired', message) : undefined;
}

const expiredReasons: ReadonlySet<string> = new Set([
  'ExpiredToken',
  'ExpiredTokenException',
  'RequestExpired',
  'TokenRefreshRequired',
]);

function refusalOf(answer: ServiceAnswer, call: S3Call): DataSyncError {
  const { status, reason, message } = answer;
  const data = { call: call.permission, status, reason, source: call.source };
  const fail = (
    code: 'not-found' | 'denied' | 'bad-credentials' | 'changed' | 'read-failed',
    text: string,
  ) => new DataSyncError(`storage.${code}`, `cannot ${call.doing}: ${text}`, data);
  if (status === 412 || status === 416) return fail('changed', 'it has changed. Read it again');
  const said = `the service says '${message}'`;
  const advice = keyAdvice(answer, call);
  if (advice !== undefined) return fail('bad-credentials', `${said}. ${advice}`);
  if (status === 404) return fail('not-found', said);
  if (status === 401 || status === 403) return fail('denied', describeDenial(said, reason, call));
  if (status < 400) return fail('read-failed', `${said}. Name the region of the bucket`);
  return fail('read-failed', said);
}

/** What to do where the credentials themselves are refused; undefined where they are not. */
function keyAdvice(answer: ServiceAnswer, call: S3Call): string | undefined {
  if (answer.reason === 'RequestTimeTooSkewed') return clockAdvice(answer);
  const { source, accessKeyId } = call;
  if (accessKeyId === undefined) return undefined;
  const key = `the access key ${abbreviate(accessKeyId)} (${source})`;
  switch (answer.reason) {
    case 'InvalidAccessKeyId':
      return `It does not know ${key}: check it and the endpoint, or use another`;
    case 'SignatureDoesNotMatch':
      return `The secret does not belong to ${key}: type both anew`;
    case 'InvalidToken':
    case 'InvalidClientTokenId':
      return `The session token does not belong to ${key}: sign in again`;
    default:
      return undefined;
  }
}

/** A key's id is no secret; its ends are enough to find it. */
function abbreviate(id: string): string {
  return id.length < 12 ? id : `${id.slice(0, 4)}…${id.slice(-4)}`;
}

/** Who may not list is told of a missing object that it is denied. */
function describeDenial(said: string, reason: string, call: S3Call): string {
  const { permission, source, accessKeyId } = call;
  const what = permission === 's3:GetObject' ? `it is missing or denied: ${said}` : said;
  if (reason === 'InvalidObjectState') return `${said}. It is archived: restore it first`;
  if (accessKeyId === undefined) return `${what}. It is not open to everyone: sign in`;
  return `${what}. Let ${source} do ${permission} there, or use another; a bucket whose requester pays is not read`;
}

function headerOf(error: unknown, name: string): string | undefined {
  const response: unknown = error instanceof Error && '$response' in error ? error.$response : {};
  const headers = isRecord(response) ? response['headers'] : undefined;
  const value = isRecord(headers) ? headers[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** An element of the answer's XML, which the SDK lays into its error. */
function fieldOf(error: unknown, name: string): string | undefined {
  const value = isRecord(error) ? error[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}
