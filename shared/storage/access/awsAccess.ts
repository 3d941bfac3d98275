// Access to a bucket of S3, or of whoever speaks its protocol.
import { DataSyncError } from '../../errors';
import type { CloudAccess } from '../cloud/cloudAccess';

import { methodOf } from './accessChoice';
import type { AccessRequest } from './accessPorts';
import { readAwsSections } from './awsProfiles';
import { defaultAwsProviders, type AwsSurroundings } from './awsProviders';
import { findAwsService, type AwsService } from './awsService';
import { profileProvider } from './profileProvider';
import { anonymous, askProviders, type NamedCredentials } from './providerChain';
import { unknownMethod } from './unknownMethod';
import { withAgents } from './withAgents';

/** What to do when no provider has any. */
const advice =
  'Run `aws configure sso` or `aws configure`, choose a profile or type a key; ' +
  'a bucket that is open to everyone needs none: --anonymous';

/** Finds credentials, region and endpoint of a bucket. */
export async function findAwsAccess(
  request: AccessRequest,
  signal: AbortSignal,
): Promise<CloudAccess> {
  const { place, choice, ports } = request;
  const { environment } = ports;
  const sections = await readAwsSections(environment, signal);
  const profile = profileOf(request);
  const sources = { place, choice, environment, sections };
  const service = findAwsService(profile === undefined ? sources : { ...sources, profile });
  const find = (surroundings: AwsSurroundings) => findCredentials(request, surroundings, signal);
  const { mfaCode } = ports;
  const region =
    environment['AWS_REGION'] ||
    environment['AWS_DEFAULT_REGION'] ||
    sections[profile ?? '']?.['region'] ||
    'us-east-1';
  const named = await withAgents(
    ports.route(environment['AWS_ENDPOINT_URL_STS'] || 'https://sts.amazonaws.com'),
    agents => find({ environment, sections, agents, region, ...(mfaCode ? { mfaCode } : {}) }),
    signal,
  );
  const route = ports.route(hostOf(place.bucket, service));
  return { ...named, ...service, ...(route ? { route } : {}) };
}

/** The profile whose region and endpoint count beside its credentials. */
function profileOf({ choice, ports }: AccessRequest): string | undefined {
  const method = methodOf(choice);
  if (method === 'profile') return choice.profile ?? 'default';
  return method === 'default' ? ports.environment['AWS_PROFILE'] || 'default' : undefined;
}

async function findCredentials(
  { place, choice, secret }: AccessRequest,
  surroundings: AwsSurroundings,
  signal: AbortSignal,
): Promise<NamedCredentials> {
  const { profile = 'default' } = choice;
  const method = methodOf(choice);
  switch (method) {
    case 'anonymous':
      return anonymous;
    case 'keys': {
      if (secret?.kind !== 'keys') throw noKey(place.url);
      const { accessKeyId, secretAccessKey, sessionToken } = secret;
      const token = sessionToken ? { sessionToken } : {};
      const keys = { kind: 'awsKeys', accessKeyId, secretAccessKey, ...token } as const;
      return { credentials: keys, source: 'the typed access key' };
    }
    case 'profile': {
      const providers = [profileProvider(surroundings, { name: profile, isNamed: true })];
      return askProviders({ place, providers, advice }, signal);
    }
    case 'default':
      return askProviders({ place, providers: defaultAwsProviders(surroundings), advice }, signal);
    case 'keyFile':
    case 'accountKey':
    case 'connectionString':
    case 'sas':
      throw unknownMethod(place, method, ['default', 'profile', 'keys', 'anonymous']);
  }
}

function noKey(url: string): DataSyncError {
  const message = `cannot open ${url}: no access key is kept for it. Type it again, or choose a profile`;
  return new DataSyncError('storage.no-credentials', message, { provider: 's3', tried: [] });
}

function hostOf(bucket: string, { endpoint, region = 'us-east-1' }: AwsService): string {
  const own = `https://${bucket}.s3.${region}.amazonaws.com`;
  // Some buckets, access points by their ARN say, have no host of their own.
  return endpoint ?? (URL.canParse(own) ? own : 'https://s3.amazonaws.com');
}
