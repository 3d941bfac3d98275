// AWS's providers beside profiles, each by the SDK as shipped, in a home of its own and against a test server.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createAskAccess } from '../../../../shared/storage/access/createAskAccess';
import { routeFromEnvironment } from '../../../../shared/storage/access/routeFromEnvironment';
import {
  accessTo,
  azurePlace,
  gcsPlace,
  portsOf,
  refusalOf,
  s3Place,
  triedOf,
  withHome,
  writeFiles,
} from '../../../support/askingAccess';
import { askSts, environmentKeys, expiration, keys, temporary } from '../../../support/awsSignIn';
import { withSignInWorld } from '../../../support/signInWorld';

test('keys of the environment', () =>
  withHome(
    () => ({ ...environmentKeys, AWS_SESSION_TOKEN: 'token', AWS_REGION: 'eu-north-1' }),
    async () => {
      assert.deepEqual(await accessTo(s3Place), {
        credentials: { kind: 'awsKeys', ...keys, sessionToken: 'token' },
        source: 'environment',
        region: 'eu-north-1',
      });
    },
  ));

test('a web identity', () =>
  withHome(
    home => ({
      AWS_WEB_IDENTITY_TOKEN_FILE: `${home}/token`,
      AWS_ROLE_ARN: 'arn:aws:iam::123456789012:role/pendo-reader',
      AWS_REGION: 'us-east-2',
    }),
    home =>
      withSignInWorld(askSts, async ({ route, questions }) => {
        await writeFiles(home, { token: 'web-identity-token' });
        const { credentials, source } = await accessTo(s3Place, undefined, route);
        assert.deepEqual(
          { credentials, source },
          {
            credentials: { kind: 'awsKeys', ...temporary },
            source: 'web identity',
          },
        );
        assert.equal(questions[0]?.host, 'sts.us-east-2.amazonaws.com');
      }),
  ));

test("a container's credentials, by no proxy", () =>
  withSignInWorld(
    ({ headers }) => {
      if (headers.authorization !== 'container-token') return { status: 401, body: {} };
      const { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey } = temporary;
      const Token = temporary.sessionToken;
      return { body: { AccessKeyId, SecretAccessKey, Token, Expiration: expiration } };
    },
    ({ endpoint, route, questions }) =>
      withHome(
        () => ({
          AWS_CONTAINER_CREDENTIALS_FULL_URI: `${endpoint}/role`,
          AWS_CONTAINER_AUTHORIZATION_TOKEN: 'container-token',
        }),
        async () => {
          const proxied = { ...route, proxy: 'http://127.0.0.1:9' };
          const access = await accessTo(s3Place, undefined, proxied);
          assert.deepEqual(access.credentials, { kind: 'awsKeys', ...temporary });
          assert.equal(access.source, 'container');
          process.env['AWS_CONTAINER_AUTHORIZATION_TOKEN'] = 'container9Wrong';
          const { message } = await refusalOf(accessTo(s3Place), ['container9Wrong']);
          assert.match(message, /container: Server responded with status: 401/);
          assert.equal(questions.length, 3);
        },
      ),
  ));

test("an instance's credentials", () =>
  withSignInWorld(
    ({ path, method }) => {
      if (method === 'PUT') return { body: 'imds-token' };
      if (path.endsWith('/security-credentials/')) return { body: 'pendo-reader' };
      const { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey } = temporary;
      const given = { AccessKeyId, SecretAccessKey, Token: temporary.sessionToken };
      return { body: { Code: 'Success', Type: 'AWS-HMAC', ...given, Expiration: expiration } };
    },
    ({ endpoint }) =>
      withHome(
        () => ({
          AWS_EC2_METADATA_DISABLED: undefined,
          AWS_EC2_METADATA_SERVICE_ENDPOINT: endpoint,
        }),
        async () => {
          const { credentials, source } = await accessTo(s3Place);
          assert.deepEqual(credentials, { kind: 'awsKeys', ...temporary });
          assert.equal(source, 'instance');
        },
      ),
  ));

test('a machine without any: what was tried, in order, and what to do', () =>
  withSignInWorld(
    // Whoever has that address elsewhere, and says nothing.
    () => undefined,
    ({ endpoint }) =>
      withHome(
        () => ({
          AWS_EC2_METADATA_DISABLED: undefined,
          AWS_EC2_METADATA_SERVICE_ENDPOINT: endpoint,
          AWS_ACCESS_KEY_ID: 'AKIAALONE',
        }),
        async home => {
          const { code, message, data } = await refusalOf(accessTo(s3Place));
          assert.equal(code, 'storage.no-credentials');
          assert.match(
            message,
            /^cannot open s3:\/\/acme-exports\/datasync: no credentials were found. Run `aws/,
          );
          const files = `${home}/.aws/config and ${home}/.aws/credentials`;
          assert.deepEqual(Object.entries(triedOf(data)), [
            ['environment', 'AWS_SECRET_ACCESS_KEY is not set'],
            ['profile default', `there is no such profile in ${files}`],
            ['web identity', 'AWS_WEB_IDENTITY_TOKEN_FILE is not set'],
            [
              'container',
              'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI or AWS_CONTAINER_CREDENTIALS_FULL_URI is not set',
            ],
            [
              'instance',
              'this machine is none of EC2, or has no role: TimeoutError from instance metadata service',
            ],
          ]);
        },
      ),
  ));

test('keys that were typed, nobody, and ways that S3 has not', () =>
  withHome(
    () => ({}),
    async () => {
      const secret = { kind: 'keys', ...keys } as const;
      const typed = await accessTo(s3Place, { choice: { method: 'keys' }, secret });
      assert.deepEqual(typed.credentials, { kind: 'awsKeys', ...keys });
      const nobody = await accessTo(s3Place, { choice: { method: 'anonymous' } });
      assert.deepEqual(nobody, { credentials: { kind: 'anonymous' }, source: 'anonymous' });
      const none = await refusalOf(accessTo(s3Place, { choice: { method: 'keys' } }));
      assert.match(none.message, /no access key is kept for it/);
      const wrong = await refusalOf(accessTo(s3Place, { choice: { method: 'sas' } }));
      assert.match(wrong.message, /cannot be opened by 'sas'. Choose one of: default, profile, /);
    },
  ));

test('an odd name of a bucket is no fault of ours', () =>
  withHome(
    () => environmentKeys,
    async () => {
      for (const bucket of ['a b', '100%', 'arn:aws:s3:eu-west-1:123456789012:accesspoint:acme']) {
        const route = await routeFromEnvironment({ HTTPS_PROXY: 'http://proxy:3128' });
        const ask = createAskAccess(portsOf({ choice: {} }, undefined, { route }));
        const { source, route: way } = await ask({ ...s3Place, bucket }, undefined);
        assert.deepEqual([source, way?.proxy], ['environment', 'http://proxy:3128']);
      }
    },
  ));

for (const endpoint of ['minio:9000', 'localhost', '//minio', 'ftp://minio']) {
  test(`the endpoint ${endpoint} is refused before anything is signed for it`, async () => {
    for (const place of [s3Place, gcsPlace, azurePlace]) {
      await withHome(
        () => environmentKeys,
        async () => {
          const asked = accessTo(place, { choice: { method: 'anonymous', endpoint } });
          const { code, message } = await refusalOf(asked);
          assert.equal(code, 'storage.unsupported-url');
          assert.match(message, /endpoint.*https:\/\//);
        },
      );
    }
  });
}
