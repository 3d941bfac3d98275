// The profiles of AWS's configuration and credentials files.
import { homedir } from 'node:os';
import path from 'node:path';

import { loadSharedConfigFiles, parseKnownFiles } from '@smithy/core/config';

import type { Environment } from './accessPorts';

/** Where a profile's credentials come from. */
export type AwsProfileKind =
  /** A key in the file itself. */
  | 'keys'
  /** A role that is assumed with another profile, or with what the machine has. */
  | 'role'
  | 'webIdentity'
  /** IAM Identity Center, by `aws sso login`. */
  | 'sso'
  /** By `aws login`. */
  | 'login'
  /** A program that prints them. */
  | 'process'
  /** It names none. */
  | 'none';

/** A profile, for a picker. */
export interface AwsProfile {
  readonly name: string;
  readonly kind: AwsProfileKind;
  readonly region?: string;
}

/** What the files say under one heading. */
export type AwsSection = Readonly<Record<string, string | undefined>>;

/** All headings of both files: profiles by their names, `services.NAME`, `sso-session.NAME`. */
export type AwsSections = Readonly<Record<string, AwsSection | undefined>>;

/** Reads both files anew: they may have changed since; what is not there is empty. */
export async function readAwsSections(
  environment: Environment,
  signal?: AbortSignal,
): Promise<AwsSections> {
  const sections = await parseKnownFiles({ ...awsFiles(environment), ignoreCache: true });
  signal?.throwIfAborted();
  return sections;
}

/** The profiles, in the order of the files; what can be chosen for a bucket. */
export async function readAwsProfiles(
  environment: Environment,
  signal?: AbortSignal,
): Promise<readonly AwsProfile[]> {
  const files = await loadSharedConfigFiles({ ...awsFiles(environment), ignoreCache: true });
  signal?.throwIfAborted();
  const { configFile, credentialsFile } = files;
  const names = new Set([...Object.keys(configFile), ...Object.keys(credentialsFile)]);
  return [...names]
    .filter(name => !/^(services|sso-session)\./.test(name))
    .map(name => {
      const section = { ...configFile[name], ...credentialsFile[name] };
      const { region } = section;
      return { name, kind: kindOfProfile(section), ...(region === undefined ? {} : { region }) };
    });
}

/** In the order in which AWS's SDK looks. */
export function kindOfProfile(section: AwsSection): AwsProfileKind {
  const has = (...keys: readonly string[]) => keys.some(key => section[key] !== undefined);
  if (has('role_arn') && has('source_profile', 'credential_source')) return 'role';
  if (has('aws_access_key_id')) return 'keys';
  if (has('web_identity_token_file') && has('role_arn')) return 'webIdentity';
  if (has('credential_process')) return 'process';
  if (has('sso_session', 'sso_start_url', 'sso_account_id')) return 'sso';
  if (has('login_session')) return 'login';
  return has('credential_source') ? 'role' : 'none';
}

/** Where both files lie. */
export function awsFiles(environment: Environment): AwsFiles {
  const folder = path.join(environment['HOME'] || environment['USERPROFILE'] || homedir(), '.aws');
  return {
    configFilepath: environment['AWS_CONFIG_FILE'] || path.join(folder, 'config'),
    filepath: environment['AWS_SHARED_CREDENTIALS_FILE'] || path.join(folder, 'credentials'),
  };
}

interface AwsFiles {
  readonly configFilepath: string;
  readonly filepath: string;
}
