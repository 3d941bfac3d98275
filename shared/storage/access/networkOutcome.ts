import { DataSyncError } from '../../errors';
import { isCloudFault } from '../cloud/cloudFault';
import { connectionFailure } from '../cloud/connectionFailure';

import type { ProviderFailure } from './providerChain';

/** What a provider says whose service could not be reached; undefined: the error does not come from the network. */
export function networkOutcome(error: unknown): ProviderFailure | undefined {
  const known = connectionFailure(error, 'sign in');
  const outcome = isCloudFault(known)
    ? `the service that gives credentials cannot be reached: ${known.message}`
    : known instanceof DataSyncError && known !== error
      ? String(known.data['reason'])
      : undefined;
  if (outcome === undefined) return undefined;
  return {
    kind: 'failed',
    code: 'storage.unreachable',
    outcome,
    advice: 'Check the network, the proxy and the certificates, and try again',
  };
}
