// The token of the service account of a machine of Google's.
import { Compute, gaxios, gcpMetadata } from 'google-auth-library';

import type { Environment } from './accessPorts';
import { foundToken, readOnlyScope } from './googleToken';
import { probeMetadata } from './metadataProbe';
import { absent, type CredentialProvider, type ProviderAnswer } from './providerChain';
import { soundMessage } from './soundMessage';

/** Asks the machine. */
export function metadataProvider(environment: Environment): CredentialProvider {
  const ask = async (signal: AbortSignal): Promise<ProviderAnswer> => {
    const detection = environment['METADATA_SERVER_DETECTION'];
    if (detection === 'none') return absent('METADATA_SERVER_DETECTION is none');
    const base = baseOf(environment);
    if (detection !== 'assume-present' && !gcpMetadata.getGCPResidency()) {
      const headers = await probeMetadata(`${base}/computeMetadata/v1/instance`, signal);
      if (headers?.['metadata-flavor'] !== 'Google') {
        return absent(`this machine is none of Google's: nobody answers for it at ${base}`);
      }
    }
    // The SDK would send also this by a proxy of the environment.
    gaxios.instance.defaults = { ...gaxios.instance.defaults, noProxy: [new URL(base)] };
    try {
      return await foundToken(new Compute({ scopes: [readOnlyScope] }));
    } catch (error) {
      return absent(`this machine has no service account: ${soundMessage(error)}`);
    }
  };
  return { name: 'metadata server', ask };
}

function baseOf(environment: Environment): string {
  const host =
    environment['GCE_METADATA_IP'] || environment['GCE_METADATA_HOST'] || gcpMetadata.HOST_ADDRESS;
  return host.includes('://') ? host : `http://${host}`;
}
