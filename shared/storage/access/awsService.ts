// Where S3 is for a user: AWS's own service, or another one that the choice, the environment or a profile names.
import type { CloudPlace } from '../cloud/cloudPlace';

import type { AccessChoice } from './accessChoice';
import type { Environment } from './accessPorts';
import type { AwsSections } from './awsProfiles';
import { checkedEndpoint } from './checkedEndpoint';

/** Region and endpoint, where they are known. */
export interface AwsService {
  readonly region?: string;
  readonly endpoint?: string;
  /** Services that are not AWS's have no host per bucket, unless the choice says so. */
  readonly pathStyle?: boolean;
}

/** What decides it; of the profile only where its credentials are used. */
export interface AwsServiceSources {
  readonly place: CloudPlace;
  readonly choice: AccessChoice;
  readonly environment: Environment;
  readonly sections: AwsSections;
  readonly profile?: string;
}

/** The first that says something: the choice, the URL, the environment, the profile. */
export function findAwsService(sources: AwsServiceSources): AwsService {
  const { place, choice, environment, sections, profile } = sources;
  const section = profile === undefined ? undefined : sections[profile];
  const region =
    choice.region ||
    place.region ||
    environment['AWS_REGION'] ||
    environment['AWS_DEFAULT_REGION'] ||
    section?.['region'];
  const endpoint = checkedEndpoint(choice.endpoint || configuredEndpoint(sources), place);
  const pathStyle = choice.pathStyle ?? (endpoint ? true : undefined);
  return {
    ...(region ? { region } : {}),
    ...(endpoint ? { endpoint } : {}),
    ...(pathStyle === undefined ? {} : { pathStyle }),
  };
}

/** In AWS's order: for S3 alone before for all services, the environment before the file. */
function configuredEndpoint({ environment, sections, profile }: AwsServiceSources) {
  const section = profile === undefined ? undefined : sections[profile];
  const ignored =
    environment['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] ??
    section?.['ignore_configured_endpoint_urls'];
  if (ignored?.toLowerCase() === 'true') return undefined;
  return (
    environment['AWS_ENDPOINT_URL_S3'] ||
    environment['AWS_ENDPOINT_URL'] ||
    sections[`services.${section?.['services']}`]?.['s3.endpoint_url'] ||
    section?.['endpoint_url']
  );
}
