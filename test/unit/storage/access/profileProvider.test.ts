// AWS's profiles by the SDK as shipped: keys, roles, sign-ins and programs, in a home of its own.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';

import { readAwsProfiles } from '../../../../shared/storage/access/awsProfiles';
import { createAskAccess } from '../../../../shared/storage/access/createAskAccess';
import { accessTo, portsOf, refusalOf, s3Place, writeFiles } from '../../../support/askingAccess';
import {
  askSts,
  config,
  environmentKeys,
  expiration,
  expires,
  keys,
  temporary,
  withConfig,
} from '../../../support/awsSignIn';
import { withSignInWorld } from '../../../support/signInWorld';

const { stringify } = JSON;

/** What `aws sso login` leaves. */
const signedIn = (expiresAt: number) => ({
  [`.aws/sso/cache/${createHash('sha1').update('acme').digest('hex')}.json`]: stringify({
    accessToken: 'sso6AccessTokenZ',
    expiresAt: new Date(expiresAt).toISOString(),
  }),
});

test('a profile that AWS_PROFILE names comes before keys of the environment', () =>
  withConfig(
    async () => {
      const { source, credentials } = await accessTo(s3Place);
      assert.equal(source, 'profile minio');
      assert.equal(credentials.kind === 'awsKeys' && credentials.accessKeyId, 'minio');
    },
    { ...environmentKeys, AWS_PROFILE: 'minio' },
  ));

test('a profile says where the service is, for S3 alone or for all services; the environment and the choice say it louder', () =>
  withConfig(async () => {
    const byProfile = (profile: string, more = {}) =>
      accessTo(s3Place, { choice: { profile, ...more } });
    const minio = await byProfile('minio');
    assert.equal(minio.endpoint, 'http://127.0.0.1:9000');
    assert.equal(minio.pathStyle, true);
    assert.equal((await byProfile('ceph')).endpoint, 'https://ceph.example');
    assert.equal((await byProfile('default')).endpoint, undefined);
    assert.equal((await byProfile('default')).pathStyle, undefined);
    assert.equal((await byProfile('default')).region, 'eu-central-1');
    process.env['AWS_ENDPOINT_URL'] = 'https://all.example';
    assert.equal((await byProfile('minio')).endpoint, 'https://all.example');
    process.env['AWS_ENDPOINT_URL_S3'] = 'https://s3.example';
    assert.equal((await byProfile('ceph')).endpoint, 'https://s3.example');
    const chosen = { endpoint: 'https://mine.example', pathStyle: false, region: 'auto' };
    const mine = await byProfile('ceph', chosen);
    assert.deepEqual(
      { endpoint: mine.endpoint, pathStyle: mine.pathStyle, region: mine.region },
      chosen,
    );
    process.env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] = 'true';
    assert.equal((await byProfile('minio')).endpoint, undefined);
  }));

test("a role is assumed with another profile's key, by the user's proxy", () =>
  withConfig(() =>
    withSignInWorld(askSts, async ({ route, questions }) => {
      const choice = { method: 'profile', profile: 'reader' } as const;
      assert.deepEqual(await accessTo(s3Place, { choice }, route), {
        credentials: { kind: 'awsKeys', ...temporary },
        ...{ expires, source: 'profile reader', region: 'eu-west-1', route },
      });
      assert.deepEqual(
        questions.map(({ host }) => host),
        ['sts.eu-west-1.amazonaws.com'],
      );
    }),
  ));

test('a role that wants a code asks the user for it, and says so where nobody can be asked', () =>
  withConfig(() =>
    withSignInWorld(askSts, async ({ route }) => {
      const choice = { method: 'profile', profile: 'guarded' } as const;
      const devices: string[] = [];
      const mfaCode = async (device: string) => {
        devices.push(device);
        return '654321';
      };
      const ask = createAskAccess(portsOf({ choice }, route, { mfaCode }));
      assert.deepEqual((await ask(s3Place, undefined)).credentials, {
        kind: 'awsKeys',
        ...temporary,
      });
      assert.deepEqual(devices, ['arn:aws:iam::123456789012:mfa/ann']);
      const { message } = await refusalOf(accessTo(s3Place, { choice }, route));
      assert.match(message, /profile guarded.*requires multi-factor authentication/);
    }),
  ));

test('a role that is refused tells what AWS says, and nothing secret', () =>
  withConfig(() =>
    withSignInWorld(askSts, async ({ route }) => {
      process.env['AWS_CONFIG_FILE'] = `${process.env['HOME']}/other`;
      await writeFiles(process.env['HOME'] ?? '', {
        other: config.replace(keys.accessKeyId, 'AKIAOTHER'),
      });
      const choice = { method: 'profile', profile: 'reader' } as const;
      const refused = accessTo(s3Place, { choice }, route);
      const { code, message } = await refusalOf(refused, [keys.secretAccessKey]);
      assert.equal(code, 'storage.bad-credentials');
      assert.match(message, /AccessDenied: .*not authorized to perform: sts:AssumeRole/);
    }),
  ));

test('a sign-in by SSO is used as long as it lasts, and then says how to renew it', () =>
  withConfig(home =>
    withSignInWorld(
      ({ headers }) => {
        if (headers['x-amz-sso_bearer_token'] !== 'sso6AccessTokenZ')
          return { status: 401, body: {} };
        return { body: { roleCredentials: { ...temporary, expiration: expires } } };
      },
      async ({ route, questions }) => {
        const choice = { method: 'profile', profile: 'acme-sso' } as const;
        const ask = () => accessTo(s3Place, { choice }, route);
        const before = await refusalOf(ask());
        assert.equal(before.code, 'storage.no-credentials');
        assert.match(before.message, /Run `aws sso login --profile acme-sso`$/);
        assert.equal(before.data['signIn'], 'aws sso login --profile acme-sso');
        await writeFiles(home, signedIn(Date.now() + 3_600_000));
        assert.deepEqual((await ask()).credentials, { kind: 'awsKeys', ...temporary });
        assert.deepEqual(
          questions.map(({ host, path }) => `${host}${path}`),
          [
            'portal.sso.us-east-1.amazonaws.com/federation/credentials?account_id=123456789012&role_name=Reader',
          ],
        );
        await writeFiles(home, signedIn(Date.now() - 1000));
        const after = await refusalOf(ask(), ['sso6AccessTokenZ']);
        assert.equal(after.data['signIn'], 'aws sso login --profile acme-sso');
      },
    ),
  ));

test('a program gives credentials; what it prints when it does not is never shown', () =>
  withConfig(async home => {
    const choice = { method: 'profile', profile: 'by-program' } as const;
    process.env['PATH'] = `${home}/bin:${process.env['PATH']}`;
    const printed = { Version: 1, AccessKeyId: 'ASIAROLE', SecretAccessKey: 'role9SecretKeyX' };
    const program = (line: string) =>
      writeFiles(home, { 'bin/print-credentials': `#!/bin/sh\n${line}\n` });
    await program(
      `echo '${stringify({ ...printed, SessionToken: 'role8TokenY', Expiration: expiration })}'`,
    );
    const access = await accessTo(s3Place, { choice });
    assert.deepEqual(access.credentials, { kind: 'awsKeys', ...temporary });
    assert.equal(access.expires, expires);
    await program('echo "the password process5Secret is wrong" >&2; exit 3');
    const failing = accessTo(s3Place, { choice });
    const { message } = await refusalOf(failing, ['process7SecretArg', 'process5Secret']);
    assert.match(message, /the program that credential_process of profile by-program names/);
    await program('echo process5Secret');
    await refusalOf(accessTo(s3Place, { choice }), ['process7SecretArg', 'process5Secret']);
  }));

test('a profile that is not there names those that are', () =>
  withConfig(async () => {
    const choice = { method: 'profile', profile: 'acme' } as const;
    const { message } = await refusalOf(accessTo(s3Place, { choice }));
    assert.match(
      message,
      /profile acme: there is no such profile in .*Choose one of: default, reader, /,
    );
    assert.doesNotMatch(message, /services|sso-session/);
  }));

test('a service that cannot be reached is told apart from credentials that are wrong', () =>
  withConfig(async () => {
    const choice = { method: 'profile', profile: 'reader' } as const;
    const lost = accessTo(s3Place, { choice }, { proxy: 'http://ann:proxy4Word@127.0.0.1:9' });
    const { code, message } = await refusalOf(lost, [keys.secretAccessKey, 'proxy4Word']);
    assert.equal(code, 'storage.unreachable');
    assert.match(message, /profile reader: .*ECONNREFUSED/);
  }));

test('the profiles for a picker, with what they are', () =>
  withConfig(async home => {
    await writeFiles(home, {
      '.aws/credentials': '[old]\naws_access_key_id = a\naws_secret_access_key = b\n',
    });
    const profiles = await readAwsProfiles(process.env);
    assert.deepEqual(
      profiles.map(({ name, kind, region }) => [name, kind, region].filter(Boolean).join(' ')),
      [
        'default keys eu-central-1',
        'reader role eu-west-1',
        'guarded role',
        'acme-sso sso us-west-2',
        'by-program process',
        'minio keys',
        'ceph keys',
        'old keys',
      ],
    );
  }));
