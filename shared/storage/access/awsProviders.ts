// The providers of AWS's default chain, each by the SDK's own package.
import { fromEnv } from '@aws-sdk/credential-provider-env';
import { fromHttp } from '@aws-sdk/credential-provider-http';
import { fromTokenFile } from '@aws-sdk/credential-provider-web-identity';
import { fromInstanceMetadata } from '@smithy/credential-provider-imds';

import type { RouteAgents } from '../cloud/routeAgents';

import type { Environment } from './accessPorts';
import { foundKeys } from './awsKeys';
import type { AwsSections } from './awsProfiles';
import { failedRequest, routeHandler } from './awsRequests';
import { profileProvider } from './profileProvider';
import { absent, type CredentialProvider, type ProviderAnswer } from './providerChain';
import { soundMessage } from './soundMessage';

/** What the providers look into. */
export interface AwsSurroundings {
  readonly environment: Environment;
  readonly sections: AwsSections;
  readonly agents: RouteAgents;
  /** Whose STS is asked; the SDK would warn on the console that it chose one. */
  readonly region: string;
  readonly mfaCode?: (device: string, signal?: AbortSignal) => Promise<string>;
}

/** In the order of the SDK; where AWS_PROFILE is set, keys of the environment are left aside, as the SDK does. */
export function defaultAwsProviders(surroundings: AwsSurroundings): readonly CredentialProvider[] {
  const profile = surroundings.environment['AWS_PROFILE'];
  return [
    environmentProvider(surroundings),
    profile
      ? profileProvider(surroundings, { name: profile, isNamed: true })
      : profileProvider(surroundings, { name: 'default', isNamed: false }),
    webIdentityProvider(surroundings),
    containerProvider(surroundings),
    instanceProvider(surroundings),
  ];
}

function environmentProvider({ environment }: AwsSurroundings): CredentialProvider {
  const ask = async (): Promise<ProviderAnswer> => {
    if (environment['AWS_PROFILE']) {
      return absent('left aside: AWS_PROFILE is set and comes first');
    }
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) {
      if (!environment[name]) return absent(`${name} is not set`);
    }
    return foundKeys(await fromEnv()());
  };
  return { name: 'environment', ask };
}

function webIdentityProvider({ environment, agents, region }: AwsSurroundings): CredentialProvider {
  const ask = async (): Promise<ProviderAnswer> => {
    for (const name of ['AWS_WEB_IDENTITY_TOKEN_FILE', 'AWS_ROLE_ARN']) {
      if (!environment[name]) return absent(`${name} is not set`);
    }
    const requestHandler = routeHandler(agents);
    try {
      return foundKeys(await fromTokenFile({ parentClientConfig: { requestHandler, region } })());
    } catch (error) {
      const advice = 'Check AWS_ROLE_ARN and the token that AWS_WEB_IDENTITY_TOKEN_FILE names';
      return failedRequest(error, requestHandler, { advice });
    }
  };
  return { name: 'web identity', ask };
}

/** It asks this machine or one beside it: by no proxy. */
function containerProvider({ environment }: AwsSurroundings): CredentialProvider {
  const names = ['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI', 'AWS_CONTAINER_CREDENTIALS_FULL_URI'];
  const ask = async (): Promise<ProviderAnswer> => {
    if (!names.some(name => environment[name])) return absent(`${names.join(' or ')} is not set`);
    try {
      return foundKeys(await fromHttp({ timeout: 1000, maxRetries: 1 })());
    } catch (error) {
      return {
        kind: 'failed',
        code: 'storage.no-credentials',
        outcome: soundMessage(error),
        advice: `Check ${names.filter(name => environment[name]).join(' and ')}`,
      };
    }
  };
  return { name: 'container', ask };
}

/** An instance of EC2 answers at once; elsewhere nobody does, twice as long as the timeout. */
function instanceProvider({ environment }: AwsSurroundings): CredentialProvider {
  const ask = async (): Promise<ProviderAnswer> => {
    const disabled = environment['AWS_EC2_METADATA_DISABLED'];
    if (disabled && disabled !== 'false') return absent('AWS_EC2_METADATA_DISABLED is set');
    try {
      return foundKeys(await fromInstanceMetadata({ timeout: 500, maxRetries: 0 })());
    } catch (error) {
      return absent(`this machine is none of EC2, or has no role: ${soundMessage(error)}`);
    }
  };
  return { name: 'instance', ask };
}
