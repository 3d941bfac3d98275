// A user of AWS: their configuration, and an STS that knows them.
import { withHome, writeFiles } from './askingAccess';
import type { Question, Reply } from './signInWorld';

/** The key of a user. */
export const keys = {
  accessKeyId: 'AKIAACME',
  secretAccessKey: 'wJalrXUtnFEMI7MDENGbPxRfiCYEXAMPLE0KEY',
};
/** The same, as variables. */
export const environmentKeys = {
  AWS_ACCESS_KEY_ID: keys.accessKeyId,
  AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
};
/** What a role gets. */
export const temporary = {
  accessKeyId: 'ASIAROLE',
  secretAccessKey: 'role9SecretKeyX',
  sessionToken: 'role8TokenY',
};
/** When that ends, in milliseconds. */
export const expires = Math.ceil(Date.now() / 1000) * 1000 + 3_600_000;
/** The same, as services write it. */
export const expiration = new Date(expires).toISOString();

/** The configuration of a user with everything. */
export const config = `
[default]
region = eu-central-1
aws_access_key_id = ${keys.accessKeyId}
aws_secret_access_key = ${keys.secretAccessKey}

[profile reader]
role_arn = arn:aws:iam::123456789012:role/pendo-reader
source_profile = default
region = eu-west-1

[profile guarded]
role_arn = arn:aws:iam::123456789012:role/pendo-reader
source_profile = default
mfa_serial = arn:aws:iam::123456789012:mfa/ann

[profile acme-sso]
sso_session = acme
sso_account_id = 123456789012
sso_role_name = Reader
region = us-west-2

[sso-session acme]
sso_start_url = https://acme.awsapps.com/start
sso_region = us-east-1
sso_registration_scopes = sso:account:access

[profile by-program]
credential_process = print-credentials --token process7SecretArg

[profile minio]
aws_access_key_id = minio
aws_secret_access_key = minio-secret
services = local

[services local]
s3 =
  endpoint_url = http://127.0.0.1:9000

[profile ceph]
aws_access_key_id = ceph
aws_secret_access_key = ceph-secret
endpoint_url = https://ceph.example
`;

function assumedRole(action: string): Reply {
  const body = `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result>
    <AssumedRoleUser><Arn>arn:aws:sts::123456789012:assumed-role/pendo-reader/x</Arn><AssumedRoleId>A:x</AssumedRoleId></AssumedRoleUser>
    <Credentials><AccessKeyId>${temporary.accessKeyId}</AccessKeyId><SecretAccessKey>${temporary.secretAccessKey}</SecretAccessKey>
    <SessionToken>${temporary.sessionToken}</SessionToken><Expiration>${expiration}</Expiration></Credentials>
    </${action}Result></${action}Response>`;
  return { headers: { 'content-type': 'text/xml' }, body };
}

/** STS: gives the role to whoever signs with the key, or brings the token; else says no as AWS does. */
export function askSts({ body, headers }: Question): Reply {
  const asked = new URLSearchParams(body);
  const action = asked.get('Action') ?? '';
  const isRole = asked.get('RoleArn') === 'arn:aws:iam::123456789012:role/pendo-reader';
  const isKnown = headers.authorization?.includes(`Credential=${keys.accessKeyId}/`);
  const isGood =
    action === 'AssumeRoleWithWebIdentity'
      ? asked.get('WebIdentityToken') === 'web-identity-token'
      : isKnown && ['654321', null].includes(asked.get('TokenCode'));
  if (isRole && isGood) return assumedRole(action);
  const message = `User: arn:aws:iam::123456789012:user/ann is not authorized to perform: sts:${action}`;
  const error = `<Error><Type>Sender</Type><Code>AccessDenied</Code><Message>${message}</Message></Error>`;
  return {
    status: 403,
    headers: { 'content-type': 'text/xml' },
    body: `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">${error}</ErrorResponse>`,
  };
}

/** Runs `body` in a home with that configuration. */
export const withConfig = (
  body: (home: string) => Promise<void>,
  variables: Readonly<Record<string, string>> = {},
) =>
  withHome(
    () => variables,
    async home => {
      await writeFiles(home, { '.aws/config': config });
      await body(home);
    },
  );
