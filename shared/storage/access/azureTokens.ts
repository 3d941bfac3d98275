// The providers of Azure's default chain, each by the SDK's own class, in its order.
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';

import {
  AzureCliCredential,
  AzureDeveloperCliCredential,
  AzurePowerShellCredential,
  EnvironmentCredential,
  ManagedIdentityCredential,
  WorkloadIdentityCredential,
  type TokenCredential,
} from '@azure/identity';

import type { RouteAgents } from '../cloud/routeAgents';

import type { Environment } from './accessPorts';
import { azureFailure, foundAzureToken, NetworkWatch } from './azureToken';
import { probeMetadata } from './metadataProbe';
import { absent, type CredentialProvider, type ProviderAnswer } from './providerChain';

/** How long a program may take to print a token, in milliseconds. */
const processTimeoutInMs = 30_000;

/** AZURE_TOKEN_CREDENTIALS chooses among them, as it does for the SDK: `dev`, `prod`, or the name of one. */
export function azureTokenProviders(
  environment: Environment,
  agents: RouteAgents,
): readonly CredentialProvider[] {
  const wanted = (environment['AZURE_TOKEN_CREDENTIALS'] ?? '').trim().toLowerCase();
  const deployed = [
    environmentProvider(environment, agents),
    workloadProvider(environment, agents),
    managedIdentityProvider(environment),
  ];
  const tools = toolProviders();
  if (wanted === 'prod') return deployed;
  if (wanted === 'dev') return tools;
  const all = [...deployed, ...tools];
  return wanted === '' ? all : all.filter(({ name }) => classOf(name) === wanted);
}

function classOf(name: string): string {
  return `${name.replaceAll(' ', '').toLowerCase()}credential`;
}

function environmentProvider(environment: Environment, agents: RouteAgents): CredentialProvider {
  const isSet = (name: string) => Boolean(environment[name]);
  const ask = async (signal: AbortSignal): Promise<ProviderAnswer> => {
    for (const name of ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID']) {
      if (!isSet(name)) return absent(`${name} is not set`);
    }
    const secrets = ['AZURE_CLIENT_SECRET', 'AZURE_CLIENT_CERTIFICATE_PATH', 'AZURE_USERNAME'];
    if (!secrets.some(isSet)) return absent(`none of ${secrets.join(', ')} is set`);
    const make = (watch: NetworkWatch) => new EnvironmentCredential(watch.optionsOf(agents.https));
    return token(make, signal, 'Check what AZURE_CLIENT_ID and the variables beside it say');
  };
  return { name: 'environment', ask };
}

function workloadProvider(environment: Environment, agents: RouteAgents): CredentialProvider {
  const names = ['AZURE_FEDERATED_TOKEN_FILE', 'AZURE_TENANT_ID', 'AZURE_CLIENT_ID'];
  const ask = async (signal: AbortSignal): Promise<ProviderAnswer> => {
    const missing = names.find(name => !environment[name]);
    if (missing !== undefined) return absent(`${missing} is not set`);
    const make = (watch: NetworkWatch) =>
      new WorkloadIdentityCredential(watch.optionsOf(agents.https));
    return token(make, signal, 'Check the federated credential of the application');
  };
  return { name: 'workload identity', ask };
}

/** Where no service is named, only a machine of Azure's has one: anybody else would wait for long. */
function managedIdentityProvider(environment: Environment): CredentialProvider {
  const ask = async (signal: AbortSignal): Promise<ProviderAnswer> => {
    const named = environment['IDENTITY_ENDPOINT'] || environment['MSI_ENDPOINT'];
    const base = environment['AZURE_POD_IDENTITY_AUTHORITY_HOST'] || 'http://169.254.169.254';
    if (!named) {
      const headers = await probeMetadata(`${base}/metadata/identity/oauth2/token`, signal);
      if (!headers) return absent(`this machine is none of Azure's: nobody answers at ${base}`);
    }
    // Also where the environment names a proxy: it is this machine that answers.
    const agent = named?.startsWith('https:') ? new HttpsAgent() : new HttpAgent();
    const clientId = environment['AZURE_CLIENT_ID'];
    const options = { agent, retryOptions: { maxRetries: 1 } };
    const make = () => new ManagedIdentityCredential(clientId ? { ...options, clientId } : options);
    const answer = await token(make, signal, '');
    return answer.kind === 'failed' ? absent(answer.outcome) : answer;
  };
  return { name: 'managed identity', ask };
}

/** Programs in which a developer has signed in. What they print is never shown: it may be a token. */
function toolProviders(): readonly CredentialProvider[] {
  const tools: readonly (readonly [string, string, () => TokenCredential])[] = [
    ['Azure CLI', 'az login', () => new AzureCliCredential({ processTimeoutInMs })],
    [
      'Azure PowerShell',
      'Connect-AzAccount',
      () => new AzurePowerShellCredential({ processTimeoutInMs }),
    ],
    [
      'Azure Developer CLI',
      'azd auth login',
      () => new AzureDeveloperCliCredential({ processTimeoutInMs }),
    ],
  ];
  return tools.map(([name, signIn, make]) => ({
    name,
    ask: async (signal: AbortSignal): Promise<ProviderAnswer> => {
      const answer = await token(make, signal, '');
      if (answer.kind !== 'failed') return answer;
      return absent(`it is not installed, or nobody has signed in: ${signIn}`);
    },
  }));
}

async function token(
  make: (watch: NetworkWatch) => TokenCredential,
  signal: AbortSignal,
  advice: string,
): Promise<ProviderAnswer> {
  const watch = new NetworkWatch();
  try {
    return await foundAzureToken(make(watch), signal);
  } catch (error) {
    signal.throwIfAborted();
    return azureFailure(error, watch, advice);
  }
}
