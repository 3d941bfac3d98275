import type { AuthClient } from 'google-auth-library';

import { isRecord } from '../../util/isRecord';

import { networkOutcome } from './networkOutcome';
import type { NextStep, ProviderAnswer, ProviderFailure } from './providerChain';
import { soundMessage } from './soundMessage';

/** All that is asked for. */
export const readOnlyScope = 'https://www.googleapis.com/auth/devstorage.read_only';

/** The token of a client of Google's SDK. */
export async function foundToken(client: AuthClient): Promise<ProviderAnswer> {
  const { token } = await client.getAccessToken();
  if (!token) throw new Error('Google answered without a token');
  const expires = client.credentials.expiry_date;
  return {
    kind: 'found',
    found: { credentials: { kind: 'bearer', token }, ...(expires ? { expires } : {}) },
  };
}

/** What a provider says that got no token. */
export function googleFailure(error: unknown, known: NextStep): ProviderFailure {
  const answer = answerOf(error);
  const lost = answer === undefined ? networkOutcome(error) : undefined;
  if (lost) return lost;
  const code = known.signIn === undefined ? 'storage.bad-credentials' : 'storage.no-credentials';
  return { kind: 'failed', code, outcome: answer ?? soundMessage(error), ...known };
}

/** Google's own words: `invalid_grant: Token has been expired or revoked.` */
function answerOf(error: unknown): string | undefined {
  const response = error instanceof Error && 'response' in error ? error.response : undefined;
  if (!isRecord(response)) return undefined;
  const { data, status } = response;
  const said = isRecord(data) ? data['error'] : undefined;
  if (typeof said === 'string' && isRecord(data)) {
    return soundMessage([said, data['error_description']].filter(Boolean).join(': '));
  }
  // The services behind it answer `{"error": {"message": …}}`.
  const message = isRecord(said) ? said['message'] : undefined;
  return soundMessage(
    `status ${String(status)}${typeof message === 'string' ? `: ${message}` : ''}`,
  );
}
