// Requests that AWS's providers send by themselves: to STS, to the portal of IAM Identity Center, to sign-in.
import { NodeHttpHandler } from '@smithy/node-http-handler';

import { isDataSyncError } from '../../errors';
import type { RouteAgents } from '../cloud/routeAgents';

import { networkOutcome } from './networkOutcome';
import type { NextStep, ProviderFailure } from './providerChain';
import { soundMessage } from './soundMessage';

/** How long they wait for a connection, and for an answer, in milliseconds. */
const connectionTimeout = 10_000;
const requestTimeout = 20_000;

/** Sends requests by the user's way out, and remembers what the network said: the SDK only keeps its text. */
export class RouteHandler extends NodeHttpHandler {
  /** Of the last request; undefined: it was answered. */
  failure: unknown;

  override async handle(
    ...asked: Parameters<NodeHttpHandler['handle']>
  ): ReturnType<NodeHttpHandler['handle']> {
    try {
      const answer = await super.handle(...asked);
      this.failure = undefined;
      return answer;
    } catch (error) {
      this.failure = error;
      throw error;
    }
  }
}

/** A handler over agents, which whoever made them closes. */
export function routeHandler({ http, https }: RouteAgents): RouteHandler {
  return new RouteHandler({
    httpAgent: http,
    httpsAgent: https,
    ...{ connectionTimeout, requestTimeout, throwOnRequestTimeout: true },
  });
}

/** What to do when credentials that are set up could not be had. */
export interface AwsAdvice extends NextStep {
  /** What to say in place of the SDK's own words, which may hold what shall not be shown. */
  readonly outcome?: string;
}

/** What a provider says whose request failed, or whose files are wrong. */
export function failedRequest(
  error: unknown,
  { failure }: RouteHandler,
  { advice, signIn, outcome }: AwsAdvice,
): ProviderFailure {
  // Whoever was asked for a code by us.
  if (isDataSyncError(error)) throw error;
  const lost = failure === undefined ? undefined : networkOutcome(failure);
  if (lost) return lost;
  return {
    kind: 'failed',
    code: signIn === undefined ? 'storage.bad-credentials' : 'storage.no-credentials',
    outcome: outcome ?? nameAndMessage(error),
    advice,
    ...(signIn === undefined ? {} : { signIn }),
  };
}

/** AWS's word for it belongs to what it says: `AccessDenied: User … is not authorized to perform …`. */
function nameAndMessage(error: unknown): string {
  const isAnswer = error instanceof Error && '$metadata' in error;
  return isAnswer ? `${error.name}: ${soundMessage(error)}` : soundMessage(error);
}
