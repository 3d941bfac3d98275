// The SDK of Amazon S3, told all that it would otherwise look for by itself: in the environment, in ~/.aws, at the
// address where instances find their role.
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';

import type { CloudAccess } from '../cloud/cloudAccess';
import type { RouteAgents } from '../cloud/routeAgents';

/** Who signs, and the way out. */
export interface S3Way extends Pick<CloudAccess, 'endpoint' | 'pathStyle'> {
  /** Absent: nobody, requests are not signed. */
  readonly keys: AwsKeys | undefined;
  readonly agents: RouteAgents;
}

/** An access key, with a token if it is a temporary one. */
export interface AwsKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** The SDK for a region; it sends each request once. */
export function createS3Sdk(
  { keys, agents, endpoint, pathStyle = false }: S3Way,
  region: string,
): S3Client {
  return new S3Client({
    ...silent,
    region,
    ...(endpoint === undefined ? {} : { endpoint }),
    forcePathStyle: pathStyle,
    requestHandler: { httpAgent: agents.http, httpsAgent: agents.https },
    credentials: keys ?? nobody,
    ...(keys ? {} : { signer: { sign: async request => request } }),
  });
}

/** What the SDK asks for, although nothing is signed with it. */
const nobody: AwsKeys = { accessKeyId: 'nobody', secretAccessKey: 'none' };

/** Each of these, where it is absent, is read from the environment and from ~/.aws/config. */
const silent: S3ClientConfig = {
  ignoreConfiguredEndpointUrls: true,
  useDualstackEndpoint: false,
  useFipsEndpoint: false,
  useArnRegion: false,
  disableS3ExpressSessionAuth: true,
  disableMultiregionAccessPoints: true,
  authSchemePreference: [],
  sigv4aSigningRegionSet: [],
  userAgentAppId: 'pendo-data-sync',
  defaultsMode: 'standard',
  retryMode: 'standard',
  maxAttempts: 1,
  // A clock that is off is told, and not silently put right for the next request.
  disableClockSkewCorrection: true,
  requestChecksumCalculation: 'WHEN_REQUIRED',
  // They are of whole objects, and ranges are read.
  responseChecksumValidation: 'WHEN_REQUIRED',
};
