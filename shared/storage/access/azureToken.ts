import type { Agent } from 'node:http';

import type { TokenCredential, TokenCredentialOptions } from '@azure/identity';

import { isRecord } from '../../util/isRecord';

import { networkOutcome } from './networkOutcome';
import type { ProviderAnswer, ProviderFailure } from './providerChain';
import { soundMessage } from './soundMessage';

const scope = 'https://storage.azure.com/.default';

/** What the parts of the SDK are made with. */
export interface AzureRequests {
  readonly agent: Agent;
  readonly retryOptions: { readonly maxRetries: number };
  readonly additionalPolicies: NonNullable<TokenCredentialOptions['additionalPolicies']>;
}

/** Sends requests by an agent, and keeps what the network said: the SDK only hands on that something went wrong. */
export class NetworkWatch {
  /** Of the last request; undefined: it was answered. */
  failure: unknown;

  /** Options for one of the SDK's classes. */
  optionsOf(agent: Agent): AzureRequests {
    const sendRequest: SendRequest = async (request, next) => {
      try {
        const answer = await next(request);
        this.failure = undefined;
        return answer;
      } catch (error) {
        this.failure = error;
        throw error;
      }
    };
    const policy = { name: 'networkWatch', sendRequest };
    return {
      agent,
      retryOptions: { maxRetries: 1 },
      additionalPolicies: [{ policy, position: 'perRetry' }],
    };
  }
}

type SendRequest = NonNullable<
  TokenCredentialOptions['additionalPolicies']
>[number]['policy']['sendRequest'];

/** The token for blobs. */
export async function foundAzureToken(
  credential: TokenCredential,
  signal: AbortSignal,
): Promise<ProviderAnswer> {
  const answer = await credential.getToken(scope, { abortSignal: signal });
  if (!answer) throw new Error('Azure answered without a token');
  const { token, expiresOnTimestamp } = answer;
  const found = { credentials: { kind: 'bearer', token }, expires: expiresOnTimestamp } as const;
  return { kind: 'found', found };
}

/** What a provider says that got no token. */
export function azureFailure(
  error: unknown,
  { failure }: NetworkWatch,
  advice: string,
): ProviderFailure {
  const lost = failure === undefined ? undefined : networkOutcome(failure);
  if (lost) return lost;
  const code = 'storage.bad-credentials';
  return { kind: 'failed', code, outcome: describe(error), advice };
}

/** Entra's own words where there are any: `AADSTS7000215: Invalid client secret provided`. */
function describe(error: unknown): string {
  const response = error instanceof Error && 'errorResponse' in error ? error.errorResponse : error;
  const said = isRecord(response) ? response['errorDescription'] : undefined;
  return soundMessage(typeof said === 'string' ? said : error);
}
