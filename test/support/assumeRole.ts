// The service beside S3 that gives out temporary keys, asked as Amazon documents it.
import { createHash, createHmac } from 'node:crypto';

import type { Ceph, CephUser } from './cephServer';
import { asSecret } from './secrets';

/** Keys that hold for an hour. */
export interface TemporaryKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** Makes a role that may do these with everything, and lets the user take it. */
export async function assumeRole(
  ceph: Ceph,
  user: CephUser,
  actions: readonly string[],
): Promise<TemporaryKeys> {
  const role = `role-of-${user.name}`;
  const trust = {
    Effect: 'Allow',
    Principal: { AWS: [`arn:aws:iam:::user/${user.name}`] },
    Action: ['sts:AssumeRole'],
  };
  const rights = { Effect: 'Allow', Action: actions, Resource: 'arn:aws:s3:::*' };
  const named = ['--role-name', role];
  await ceph.administer('role', 'create', ...named, '--assume-role-policy-doc', policyOf(trust));
  const policy = ['--policy-name', 'rights', '--policy-doc', policyOf(rights)];
  await ceph.administer('role-policy', 'put', ...named, ...policy);
  const xml = await ask(ceph, user, {
    ...{ Action: 'AssumeRole', Version: '2011-06-15', RoleSessionName: 'test' },
    RoleArn: `arn:aws:iam:::role/${role}`,
  });
  const element = (name: string) => {
    const text = new RegExp(`<${name}>([^<]+)<`).exec(xml)?.[1];
    if (text === undefined) throw new Error(`no ${name} in ${xml}`);
    return text;
  };
  return {
    accessKeyId: element('AccessKeyId'),
    secretAccessKey: asSecret(element('SecretAccessKey')),
    sessionToken: asSecret(element('SessionToken')),
  };
}

function policyOf(statement: object): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
}

/** Posts a form, signed by version 4. */
async function ask(
  { endpoint }: Ceph,
  { accessKeyId, secretAccessKey }: CephUser,
  form: Readonly<Record<string, string>>,
): Promise<string> {
  const body = new URLSearchParams(form).toString();
  const time = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  const scope = `${time.slice(0, 8)}/us-east-1/sts/aws4_request`;
  const type = 'application/x-www-form-urlencoded';
  const { host } = new URL(endpoint);
  const names = 'content-type;host;x-amz-date';
  const headers = `content-type:${type}\nhost:${host}\nx-amz-date:${time}\n`;
  const request = ['POST', '/', '', headers, names, sha256(body)].join('\n');
  const key = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`);
  const text = ['AWS4-HMAC-SHA256', time, scope, sha256(request)].join('\n');
  const signature = hmac(key, text).toString('hex');
  const authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': type, 'x-amz-date': time, authorization },
    body,
  });
  return answer.text();
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
