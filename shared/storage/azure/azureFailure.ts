// What Azure Blob Storage answers when it does not give what was asked for, in the words of storage. What the SDK
// throws holds the request, and with it the SAS of its URL: it is never handed on.
import { RestError } from '@azure/storage-blob';

import { DataSyncError, isDataSyncError } from '../../errors';
import type { CloudCredentials } from '../cloud/cloudAccess';
import { CloudFault, isCloudFault } from '../cloud/cloudFault';
import { connectionFailure } from '../cloud/connectionFailure';
import { clockAdvice, readTimes, type ServiceAnswer } from '../cloud/serviceAnswer';

/** A request, for messages and for the report of why it failed. */
export interface AzureCall {
  /** `list az://acme/exports/datasync`. */
  readonly doing: string;
  /** What a SAS calls the right to it. */
  readonly permission: 'list' | 'read';
  /** Who asks: where the credentials come from. */
  readonly source: string;
  readonly credentials: CloudCredentials;
}

/** Whether there is no such blob, or no such container. */
export function isMissing(error: unknown): boolean {
  return error instanceof RestError && error.statusCode === 404;
}

/** Whether the blob has not the etag that was asked for; one that is gone has none. */
export function isUnmet(error: unknown): boolean {
  return error instanceof RestError && error.statusCode === 412;
}

/** What a failed request is thrown as. */
export function azureFailure(error: unknown, call: AzureCall): unknown {
  if (isDataSyncError(error) || isCloudFault(error)) return error;
  if (error instanceof Error && error.name === 'AbortError') return error;
  if (!(error instanceof RestError)) return connectionFailure(error, call.doing);
  if (error.statusCode === undefined) return withoutRequest(error, call);
  return refusalOf(readAnswer(error, error.statusCode), call);
}

/** No answer came; what the SDK puts around the reason is left out. */
function withoutRequest(error: RestError, call: AzureCall): unknown {
  const { code, message } = error;
  if (code === 'ENOTFOUND') {
    return new CloudFault(
      'connection',
      `${message}. An account that does not exist has no address`,
    );
  }
  return connectionFailure(error.cause ?? Object.assign(new Error(message), { code }), call.doing);
}

function readAnswer({ message, code, response }: RestError, status: number): ServiceAnswer {
  const headers = response?.headers;
  const [first = ''] = message.split('\n');
  const reason = headers?.get('x-ms-error-code') ?? code ?? '';
  return {
    status,
    reason,
    message: [first.trim().slice(0, 300), `${status}${reason ? ` ${reason}` : ''}`].join(' '),
    ...readTimes(headers?.get('retry-after'), headers?.get('date')),
  };
}

function refusalOf(answer: ServiceAnswer, call: AzureCall): CloudFault | DataSyncError {
  const { status, reason, message, retryAfter } = answer;
  if (status === 429 || reason === 'ServerBusy') {
    return new CloudFault('throttled', message, retryAfter);
  }
  if (status === 408 || reason === 'OperationTimedOut') {
    return new CloudFault('timeout', message, retryAfter);
  }
  if (status >= 500) return new CloudFault('server', message, retryAfter);
  const data = { call: call.permission, status, reason, source: call.source };
  const fail = (
    code: 'not-found' | 'denied' | 'bad-credentials' | 'changed' | 'read-failed',
    text: string,
  ) => new DataSyncError(`storage.${code}`, `cannot ${call.doing}: ${text}`, data);
  if (status === 412 || status === 416) return fail('changed', 'it has changed. Read it again');
  const said = `the service says '${message}'`;
  if (call.credentials.kind === 'anonymous') {
    return fail('denied', `${said}. It is missing or not open to everyone: sign in, or use a SAS`);
  }
  if (hasExpired(answer, call.credentials)) return new CloudFault('expired', message);
  if (isUnknownSecret(answer)) return fail('bad-credentials', `${said}. ${adviceOf(answer, call)}`);
  if (status === 401 || status === 403) {
    return fail('denied', `${said}. Let ${call.source} ${call.permission} there, or use another`);
  }
  if (status === 404) return fail('not-found', said);
  return fail('read-failed', said);
}

/** A token that is refused, and a SAS whose own text says that its time is over. */
function hasExpired(answer: ServiceAnswer, credentials: CloudCredentials): boolean {
  const { status } = answer;
  if (credentials.kind === 'bearer') return status === 401 || isUnknownSecret(answer);
  if (credentials.kind !== 'azureSas' || status !== 403) return false;
  return Date.parse(new URLSearchParams(credentials.sas).get('se') ?? '') < Date.now();
}

function isUnknownSecret({ reason, message }: ServiceAnswer): boolean {
  if (['AuthenticationFailed', 'InvalidAuthenticationInfo'].includes(reason)) return true;
  // Azurite's word for both; where the service means a rule of its network, it says it is "not authorized".
  return reason === 'AuthorizationFailure' && message.startsWith('Server failed to authenticate');
}

function adviceOf(answer: ServiceAnswer, { source, credentials }: AzureCall): string {
  if (Math.abs(answer.skew) >= 5 * 60_000) return clockAdvice(answer);
  if (credentials.kind === 'azureSas')
    return `Copy the whole SAS again (${source}), or make a new one`;
  return `Check the name of the account and its key (${source})`;
}
