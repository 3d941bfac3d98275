// A profile of AWS's files: keys, roles, sign-ins and programs, by the SDK.
import { fromIni } from '@aws-sdk/credential-provider-ini';

import { foundKeys } from './awsKeys';
import { awsFiles, kindOfProfile, type AwsSections } from './awsProfiles';
import type { AwsSurroundings } from './awsProviders';
import { failedRequest, routeHandler, type AwsAdvice } from './awsRequests';
import { absent, signInBy, type CredentialProvider, type ProviderAnswer } from './providerChain';

/** Which profile. */
export interface ProfileChoice {
  readonly name: string;
  /** By the user or by AWS_PROFILE: that there is none is then a mistake. */
  readonly isNamed: boolean;
}

/** Asks a profile. */
export function profileProvider(
  surroundings: AwsSurroundings,
  { name, isNamed }: ProfileChoice,
): CredentialProvider {
  const { environment, sections, agents, region, mfaCode } = surroundings;
  const ask = async (signal: AbortSignal): Promise<ProviderAnswer> => {
    const section = sections[name];
    if (!section || kindOfProfile(section) === 'none') {
      return withoutCredentials(surroundings, { name, isNamed });
    }
    const requestHandler = routeHandler(agents);
    try {
      const provider = fromIni({
        profile: name,
        ...awsFiles(environment),
        ignoreCache: true,
        clientConfig: { requestHandler, maxAttempts: 2 },
        parentClientConfig: { requestHandler, region },
        ...(mfaCode ? { mfaCodeProvider: device => mfaCode(device, signal) } : {}),
      });
      return foundKeys(await provider());
    } catch (error) {
      signal.throwIfAborted();
      return failedRequest(error, requestHandler, adviceOf(sections, name, error));
    }
  };
  return { name: `profile ${name}`, ask };
}

function withoutCredentials(
  { environment, sections }: AwsSurroundings,
  { name, isNamed }: ProfileChoice,
): ProviderAnswer {
  const { configFilepath, filepath } = awsFiles(environment);
  if (sections[name]) return absent('it names no credentials');
  const outcome = `there is no such profile in ${configFilepath} and ${filepath}`;
  if (!isNamed) return absent(outcome);
  const names = Object.keys(sections).filter(each => !/^(services|sso-session)\./.test(each));
  const advice =
    names.length === 0
      ? 'Make one with `aws configure sso` or `aws configure`'
      : `Choose one of: ${names.join(', ')}`;
  return { kind: 'failed', code: 'storage.no-credentials', outcome, advice };
}

/** The profile that the credentials come from in the end decides what helps. */
function adviceOf(sections: AwsSections, name: string, error: unknown): AwsAdvice {
  const source = sourceOf(sections, name);
  const kind = kindOfProfile(sections[source] ?? {});
  const isAnswered = error instanceof Error && '$metadata' in error;
  // STS was reached with what the profile had: what it refuses is the role.
  if (isAnswered) return { advice: `Check the keys and the role that profile ${name} names` };
  if (kind === 'sso') return signInBy(`aws sso login --profile ${source}`);
  if (kind === 'login') return signInBy(`aws login --profile ${source}`);
  if (kind === 'process') {
    return {
      outcome: `the program that credential_process of profile ${source} names gave no credentials`,
      advice: 'Run it in a terminal to see why',
    };
  }
  return { advice: `Check what profile ${name} says` };
}

/** Follows `source_profile` to its end. */
function sourceOf(sections: AwsSections, name: string): string {
  const seen = new Set<string>();
  let source = name;
  for (;;) {
    seen.add(source);
    const next = sections[source]?.['source_profile'];
    if (next === undefined || seen.has(next)) return source;
    source = next;
  }
}
