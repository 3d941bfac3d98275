// Requests that brought no answer, in the words of storage.
import { DataSyncError } from '../../errors';

import { CloudFault } from './cloudFault';
import { ProxyRefusal } from './routeAgents';

/** What Node says of a certificate that it does not believe. */
const certificateCodes: ReadonlySet<string> = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/**
 * Why no answer came: a CloudFault where the next try may go well, `storage.unreachable` where it will not; the
 * error itself where it does not come from the network. `doing` is for the message: `list gs://acme/datasync`.
 */
export function connectionFailure(error: unknown, doing: string): unknown {
  const causes = causesOf(error);
  const refusal = causes.find(cause => cause instanceof ProxyRefusal);
  if (refusal?.status === 407) {
    return unreachable(error, {
      doing,
      reason: `the proxy ${refusal.proxyHost} asks for a user and a password (407)`,
      advice: 'Put both into the URL of the proxy, http://user:password@host:port',
    });
  }
  const code = causes.map(codeOf).find(found => found !== undefined);
  const message = textOf(causes.at(-1));
  if (code !== undefined && certificateCodes.has(code)) {
    return unreachable(error, {
      doing,
      reason: `the certificate of the service is not trusted: ${message} (${code})`,
      advice: "Behind a proxy that inspects traffic, trust your company's certificate",
    });
  }
  if (code === 'ERR_INVALID_CHAR') return unsendable(doing);
  if (refusal === undefined && code === undefined) return error;
  const kind = code === 'ETIMEDOUT' || code === 'ESOCKETTIMEDOUT' ? 'timeout' : 'connection';
  return new CloudFault(kind, message, undefined, { cause: error });
}

/** Node refuses it before anything leaves, each time anew. */
function unsendable(doing: string): DataSyncError {
  const message = `cannot ${doing}: the credentials hold a character that no header may have. Copy them again`;
  return new DataSyncError('storage.bad-credentials', message);
}

interface Unreachable {
  readonly doing: string;
  readonly reason: string;
  readonly advice: string;
}

function unreachable(error: unknown, { doing, reason, advice }: Unreachable): DataSyncError {
  const message = `cannot ${doing}: ${reason}. ${advice}`;
  return new DataSyncError('storage.unreachable', message, { reason }, { cause: error });
}

/** The error and what is behind it; of several addresses that were tried, the first. */
function causesOf(error: unknown): readonly Error[] {
  const causes: Error[] = [];
  let next: unknown = error;
  while (next instanceof Error && causes.length < 8) {
    causes.push(next);
    next = next instanceof AggregateError ? next.errors[0] : next.cause;
  }
  return causes;
}

function codeOf(error: Error): string | undefined {
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

function textOf(error: Error | undefined): string {
  return error?.message ?? 'the connection failed';
}
