// What Google Cloud Storage answers when it does not give what was asked for, in the words of storage.
import { DataSyncError, isDataSyncError } from '../../errors';
import { isRecord } from '../../util/isRecord';
import { tryParseJson } from '../../util/tryParseJson';
import { CloudFault, isCloudFault } from '../cloud/cloudFault';
import { connectionFailure } from '../cloud/connectionFailure';

/** An answer that is no success. */
export class GcsRefusal extends Error {
  override readonly name = 'GcsRefusal';
  /** Google's word for it, `rateLimitExceeded`; empty where the answer has none. */
  readonly reason: string;
  /** Milliseconds that the service asks to wait. */
  readonly retryAfter: number | undefined;

  constructor(
    readonly status: number,
    body: string,
    retryAfter?: string,
  ) {
    const { message, reason } = readBody(body);
    super(message === '' ? `status ${status}` : message);
    this.reason = reason;
    const seconds = Number(retryAfter);
    this.retryAfter =
      retryAfter === undefined || Number.isNaN(seconds) ? undefined : seconds * 1000;
  }
}

/** A request, for messages and for the report of why it failed. */
export interface GcsCall {
  /** `list gs://acme/datasync`. */
  readonly doing: string;
  /** What Google calls the right to it. */
  readonly permission: 'storage.objects.list' | 'storage.objects.get';
  /** Who asks: where the credentials come from, `anonymous` for nobody. */
  readonly source: string;
  readonly isAnonymous: boolean;
}

/** What a failed request is thrown as. */
export function gcsFailure(error: unknown, call: GcsCall): unknown {
  if (isDataSyncError(error) || isCloudFault(error)) return error;
  if (error instanceof Error && error.name === 'AbortError') return error;
  if (!(error instanceof GcsRefusal)) return connectionFailure(error, call.doing);
  const { status, reason, message, retryAfter } = error;
  if (isThrottling(error))
    return new CloudFault('throttled', message, retryAfter, { cause: error });
  if (status === 408) return new CloudFault('timeout', message, retryAfter, { cause: error });
  if (status >= 500) return new CloudFault('server', message, retryAfter, { cause: error });
  if (status === 401 && !call.isAnonymous) {
    return new CloudFault('expired', message, undefined, { cause: error });
  }
  const data = { call: call.permission, status, reason, source: call.source };
  const fail = (code: 'not-found' | 'denied' | 'changed' | 'read-failed', text: string) =>
    new DataSyncError(`storage.${code}`, `cannot ${call.doing}: ${text}`, data, { cause: error });
  if (status === 401 || status === 403) return fail('denied', describeDenial(error, call));
  if (status === 404) return fail('not-found', message);
  if (status === 412 || status === 416) return fail('changed', 'it has changed. Read it again');
  return fail('read-failed', `the service answered ${status}: ${message}`);
}

function isThrottling({ status, reason }: GcsRefusal): boolean {
  return status === 429 || (status === 403 && /rateLimitExceeded$/i.test(reason));
}

function describeDenial(
  { message }: GcsRefusal,
  { isAnonymous, permission, source }: GcsCall,
): string {
  const said = `the service says '${message}'`;
  if (isAnonymous) {
    return `${said}. The bucket is not open to everyone: sign in, or name a service account's key`;
  }
  return `${said}. Give ${source} the permission ${permission} there, or use other credentials`;
}

/** The JSON of Google's errors; a proxy's page or a plain sentence counts as the message as long as it is short. */
function readBody(body: string): { readonly message: string; readonly reason: string } {
  const json = tryParseJson(body);
  const error = isRecord(json) ? json['error'] : undefined;
  if (!isRecord(error)) return { message: body.length <= 200 ? body.trim() : '', reason: '' };
  const { message, errors } = error;
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
  const reason = isRecord(first) ? first['reason'] : undefined;
  return {
    message: typeof message === 'string' ? message.slice(0, 400) : '',
    reason: typeof reason === 'string' ? reason : '',
  };
}
