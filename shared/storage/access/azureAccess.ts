// Access to a container of Azure Blob Storage: a key, a SAS, a connection string, or a token of Microsoft Entra.
import { DataSyncError } from '../../errors';
import type { CloudAccess } from '../cloud/cloudAccess';
import type { CloudPlace } from '../cloud/cloudPlace';
import type { RouteAgents } from '../cloud/routeAgents';

import { methodOf, type AccessSecret } from './accessChoice';
import type { AccessRequest } from './accessPorts';
import { azureEnvironmentProviders } from './azureEnvironment';
import { readConnectionString, readSas, type AzureAnswer } from './azureSecrets';
import { azureTokenProviders } from './azureTokens';
import { checkedEndpoint } from './checkedEndpoint';
import { anonymous, askProviders, type NamedCredentials } from './providerChain';
import { unknownMethod } from './unknownMethod';
import { withAgents } from './withAgents';

const signIn = 'az login';

/** What to do when no provider has any. */
const advice =
  `Run \`${signIn}\`, or enter a SAS, an account key or a connection string; ` +
  'a container that is open to everyone needs none: --anonymous';

/** Finds credentials, and where the service is. */
export async function findAzureAccess(
  request: AccessRequest,
  signal: AbortSignal,
): Promise<CloudAccess> {
  const { place, choice, ports } = request;
  checkedEndpoint(choice.endpoint || undefined, place);
  const authority = ports.environment['AZURE_AUTHORITY_HOST'];
  const named = await withAgents(
    ports.route(authority || 'https://login.microsoftonline.com'),
    agents => findCredentials(request, agents, signal),
    signal,
  );
  const endpoint = checkedEndpoint(choice.endpoint || named.endpoint, place);
  const route = ports.route(endpoint ?? `https://${place.account}.blob.core.windows.net`);
  return { ...named, ...(endpoint ? { endpoint } : {}), ...(route ? { route } : {}) };
}

async function findCredentials(
  { place, choice, secret, ports }: AccessRequest,
  agents: RouteAgents,
  signal: AbortSignal,
): Promise<NamedCredentials> {
  const method = methodOf(choice);
  switch (method) {
    case 'anonymous':
      return anonymous;
    case 'accountKey':
    case 'connectionString':
    case 'sas':
      return typedCredentials(place, method, secret);
    case 'default': {
      const { environment } = ports;
      const providers = [
        ...azureEnvironmentProviders(place, environment),
        ...azureTokenProviders(environment, agents),
      ];
      return askProviders({ place, providers, advice, signIn }, signal);
    }
    case 'profile':
    case 'keys':
    case 'keyFile': {
      const allowed = ['default', 'sas', 'accountKey', 'connectionString', 'anonymous'] as const;
      throw unknownMethod(place, method, allowed);
    }
  }
}

function typedCredentials(
  place: CloudPlace,
  method: 'accountKey' | 'connectionString' | 'sas',
  secret: AccessSecret | undefined,
): NamedCredentials {
  const named = { accountKey: 'account key', connectionString: 'connection string', sas: 'SAS' };
  const what = named[method];
  if (secret?.kind !== method) {
    throw refuse(place, 'storage.no-credentials', `no ${what} is kept for it. Enter it again`);
  }
  const answer = readSecret(place, secret);
  if ('found' in answer) return { ...answer.found, source: `entered ${what}` };
  throw refuse(place, 'storage.bad-credentials', `the ${what}: ${answer.wrong}. Copy it again`);
}

function readSecret(place: CloudPlace, secret: AccessSecret): AzureAnswer {
  switch (secret.kind) {
    case 'accountKey':
      return { found: { credentials: { kind: 'azureKey', accountKey: secret.accountKey.trim() } } };
    case 'connectionString':
      return readConnectionString(secret.text, place.account);
    case 'sas':
      return readSas(secret.text, place);
    case 'keys':
      return { wrong: 'it is an access key of S3' };
  }
}

function refuse(
  { url, provider }: CloudPlace,
  code: 'storage.no-credentials' | 'storage.bad-credentials',
  why: string,
): DataSyncError {
  return new DataSyncError(code, `cannot open ${url}: ${why}`, { provider, tried: [] });
}
