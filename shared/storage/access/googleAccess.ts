// Access to a bucket of Google Cloud Storage: Application Default Credentials, or a key's file.
import { homedir } from 'node:os';
import path from 'node:path';

import type { CloudAccess } from '../cloud/cloudAccess';
import type { RouteAgents } from '../cloud/routeAgents';

import { methodOf } from './accessChoice';
import type { AccessRequest, Environment } from './accessPorts';
import { checkedEndpoint } from './checkedEndpoint';
import { keyFileProvider } from './googleKeyFile';
import { metadataProvider } from './googleMetadata';
import {
  absent,
  anonymous,
  askProviders,
  type CredentialProvider,
  type NamedCredentials,
} from './providerChain';
import { unknownMethod } from './unknownMethod';
import { withAgents } from './withAgents';

const signIn = 'gcloud auth application-default login';

/** What to do when no provider has any. */
const advice =
  `Run \`${signIn}\`, or choose the key file of a service account; ` +
  'a bucket that is open to everyone needs none: --anonymous';

/** Finds a token, and where the service is. */
export async function findGoogleAccess(
  request: AccessRequest,
  signal: AbortSignal,
): Promise<CloudAccess> {
  const { place, choice, ports } = request;
  checkedEndpoint(choice.endpoint || undefined, place);
  const named = await withAgents(
    ports.route('https://oauth2.googleapis.com'),
    agents => findCredentials(request, agents, signal),
    signal,
  );
  const endpoint = checkedEndpoint(choice.endpoint || named.endpoint, place);
  const route = ports.route(endpoint ?? 'https://storage.googleapis.com');
  return { ...named, ...(endpoint ? { endpoint } : {}), ...(route ? { route } : {}) };
}

async function findCredentials(
  { place, choice, ports }: AccessRequest,
  agents: RouteAgents,
  signal: AbortSignal,
): Promise<NamedCredentials> {
  const { keyFile = '' } = choice;
  const method = methodOf(choice);
  switch (method) {
    case 'anonymous':
      return anonymous;
    case 'keyFile': {
      const providers = [keyFileProvider({ name: 'key file', file: keyFile, agents })];
      return askProviders({ place, providers, advice }, signal);
    }
    case 'default': {
      const providers = defaultProviders(ports.environment, agents);
      return askProviders({ place, providers, advice, signIn }, signal);
    }
    case 'profile':
    case 'keys':
    case 'accountKey':
    case 'connectionString':
    case 'sas':
      throw unknownMethod(place, method, ['default', 'keyFile', 'anonymous']);
  }
}

function defaultProviders(
  environment: Environment,
  agents: RouteAgents,
): readonly CredentialProvider[] {
  const named = environment['GOOGLE_APPLICATION_CREDENTIALS'];
  return [
    emulatorProvider(environment),
    named
      ? keyFileProvider({ name: 'GOOGLE_APPLICATION_CREDENTIALS', file: named, agents })
      : absentProvider('GOOGLE_APPLICATION_CREDENTIALS', 'it is not set'),
    keyFileProvider({ name: 'gcloud', file: gcloudFile(environment), agents, isOptional: true }),
    metadataProvider(environment),
  ];
}

/** Whoever names an emulator wants nobody else to be asked. */
function emulatorProvider(environment: Environment): CredentialProvider {
  const host = environment['STORAGE_EMULATOR_HOST'];
  if (!host) return absentProvider('STORAGE_EMULATOR_HOST', 'it is not set');
  const endpoint = host.includes('://') ? host : `http://${host}`;
  const found = { credentials: { kind: 'anonymous' }, endpoint } as const;
  return { name: 'STORAGE_EMULATOR_HOST', ask: async () => ({ kind: 'found', found }) };
}

function absentProvider(name: string, outcome: string): CredentialProvider {
  return { name, ask: async () => absent(outcome) };
}

/** Where `gcloud auth application-default login` puts it. */
function gcloudFile(environment: Environment): string {
  const { APPDATA, HOME, CLOUDSDK_CONFIG } = environment;
  const folder =
    process.platform === 'win32'
      ? path.join(APPDATA || homedir(), 'gcloud')
      : path.join(HOME || homedir(), '.config', 'gcloud');
  return path.join(CLOUDSDK_CONFIG || folder, 'application_default_credentials.json');
}
