// Google's Application Default Credentials by the SDK as shipped, in a home of its own and against a test server.
import assert from 'node:assert/strict';
import { createVerify, generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';

import {
  accessTo,
  gcsPlace,
  refusalOf,
  triedOf,
  withHome,
  writeFiles,
} from '../../../support/askingAccess';
import { withSignInWorld, type Question, type Reply } from '../../../support/signInWorld';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const privatePem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const scope = 'https://www.googleapis.com/auth/devstorage.read_only';
const token = 'ya29.accessToken3';
const { stringify } = JSON;

const serviceAccount = stringify({
  type: 'service_account',
  project_id: 'acme',
  private_key_id: 'one',
  private_key: privatePem,
  client_email: 'reader@acme.iam.gserviceaccount.com',
  client_id: '1',
  token_uri: 'https://oauth2.googleapis.com/token',
});
const user = stringify({
  type: 'authorized_user',
  client_id: 'gcloud.apps.googleusercontent.com',
  client_secret: 'client2SecretQ',
  refresh_token: '1//refresh1TokenR',
});
const gcloudFile = '.config/gcloud/application_default_credentials.json';

/** Google's token endpoint: for whoever signs with the key, or brings the refresh token. */
function giveToken({ host, body }: Question): Reply {
  const asked = new URLSearchParams(body);
  const assertion = asked.get('assertion');
  const isGood =
    assertion === null
      ? host === 'oauth2.googleapis.com' && asked.get('refresh_token') === '1//refresh1TokenR'
      : host === 'www.googleapis.com' && isSigned(assertion);
  if (isGood) return { body: { access_token: token, expires_in: 3599, token_type: 'Bearer' } };
  const error_description = 'Token has been expired or revoked.';
  return { status: 400, body: { error: 'invalid_grant', error_description } };
}

function isSigned(assertion: string): boolean {
  const [head = '', claims = '', signature = ''] = assertion.split('.');
  const said = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>;
  const isOurs = said['scope'] === scope && said['iss'] === 'reader@acme.iam.gserviceaccount.com';
  const verify = createVerify('RSA-SHA256').update(`${head}.${claims}`);
  return isOurs && verify.verify(publicKey, signature, 'base64url');
}

function assertLasts(expires: number | undefined): void {
  const seconds = ((expires ?? 0) - Date.now()) / 1000;
  assert.ok(seconds > 3500 && seconds <= 3600, `${seconds} s`);
}

test("a service account's key file, by the user's proxy, for reading only", () =>
  withHome(
    () => ({}),
    home =>
      withSignInWorld(giveToken, async ({ route, questions }) => {
        await writeFiles(home, { 'key.json': serviceAccount });
        const choice = { method: 'keyFile', keyFile: `${home}/key.json` } as const;
        const access = await accessTo(gcsPlace, { choice }, route);
        assert.deepEqual(access.credentials, { kind: 'bearer', token });
        assert.equal(access.source, 'key file');
        assert.equal(access.route, route);
        assertLasts(access.expires);
        assert.deepEqual(
          questions.map(({ host, path }) => `${host}${path}`),
          ['www.googleapis.com/oauth2/v4/token'],
        );
      }),
  ));

test('a file that GOOGLE_APPLICATION_CREDENTIALS names comes before what gcloud left', () =>
  withHome(
    home => ({ GOOGLE_APPLICATION_CREDENTIALS: `${home}/key.json` }),
    home =>
      withSignInWorld(giveToken, async ({ route }) => {
        await writeFiles(home, { 'key.json': serviceAccount, [gcloudFile]: user });
        const { source } = await accessTo(gcsPlace, undefined, route);
        assert.equal(source, 'GOOGLE_APPLICATION_CREDENTIALS');
        delete process.env['GOOGLE_APPLICATION_CREDENTIALS'];
        const left = await accessTo(gcsPlace, undefined, route);
        assert.deepEqual(left.credentials, { kind: 'bearer', token });
        assert.equal(left.source, 'gcloud');
      }),
  ));

test('a user whose sign-in has ended is told how to sign in again', () =>
  withHome(
    () => ({}),
    home =>
      withSignInWorld(giveToken, async ({ route }) => {
        await writeFiles(home, { [gcloudFile]: user.replace('refresh1TokenR', 'revoked1TokenR') });
        const lost = accessTo(gcsPlace, undefined, route);
        const { code, message, data } = await refusalOf(lost, ['revoked1TokenR', 'client2SecretQ']);
        assert.equal(code, 'storage.no-credentials');
        assert.match(
          message,
          /gcloud: invalid_grant: Token has been expired or revoked. Run `gcloud auth application-default login`$/,
        );
        assert.equal(data['signIn'], 'gcloud auth application-default login');
      }),
  ));

test("a key that was deleted is not the user's sign-in; neither the key nor what was signed is shown", () =>
  withHome(
    home => ({ GOOGLE_APPLICATION_CREDENTIALS: `${home}/key.json` }),
    home => {
      const assertions: string[] = [];
      return withSignInWorld(
        ({ body }) => {
          assertions.push(new URLSearchParams(body).get('assertion') ?? '');
          return {
            status: 400,
            body: { error: 'invalid_grant', error_description: 'Invalid JWT Signature.' },
          };
        },
        async ({ route }) => {
          await writeFiles(home, { 'key.json': serviceAccount });
          const lost = accessTo(gcsPlace, undefined, route);
          const [, line = ''] = privatePem.split('\n');
          const { code, message } = await refusalOf(lost, [line]);
          assert.equal(code, 'storage.bad-credentials');
          assert.match(message, /invalid_grant: Invalid JWT Signature. Make a new key/);
          assert.equal(assertions.length, 1);
          await refusalOf(accessTo(gcsPlace, undefined, route), assertions);
        },
      );
    },
  ));

test('an identity of another cloud', () =>
  withSignInWorld(
    ({ path, body }) => {
      const isGood =
        path === '/sts' && new URLSearchParams(body).get('subject_token') === 'subject-token';
      if (!isGood) return { status: 400, body: { error: 'invalid_request' } };
      const type = 'urn:ietf:params:oauth:token-type:access_token';
      return {
        body: {
          access_token: token,
          issued_token_type: type,
          token_type: 'Bearer',
          expires_in: 3599,
        },
      };
    },
    ({ endpoint }) =>
      withHome(
        home => ({ GOOGLE_APPLICATION_CREDENTIALS: `${home}/external.json` }),
        async home => {
          const external = {
            type: 'external_account',
            audience:
              '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/q',
            subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
            token_url: `${endpoint}/sts`,
            credential_source: { file: `${home}/subject` },
          };
          await writeFiles(home, {
            'external.json': stringify(external),
            subject: 'subject-token',
          });
          const access = await accessTo(gcsPlace);
          assert.deepEqual(access.credentials, { kind: 'bearer', token });
          assertLasts(access.expires);
        },
      ),
  ));

/** Google's metadata server. */
function askMetadata({ path, headers }: Question): Reply {
  const flavor = { 'metadata-flavor': 'Google' };
  if (!path.includes('/token')) return { headers: flavor, body: 'instance' };
  if (headers['metadata-flavor'] !== 'Google') return { status: 403, body: '' };
  return { headers: flavor, body: { access_token: token, expires_in: 3599, token_type: 'Bearer' } };
}

test("a machine of Google's, whose metadata server is asked by no proxy", () =>
  withSignInWorld(askMetadata, ({ endpoint, route, questions }) =>
    withHome(
      () => ({
        METADATA_SERVER_DETECTION: undefined,
        GCE_METADATA_HOST: new URL(endpoint).host,
        HTTP_PROXY: 'http://127.0.0.1:9',
      }),
      async () => {
        const proxied = { ...route, proxy: 'http://127.0.0.1:9' };
        const access = await accessTo(gcsPlace, undefined, proxied);
        assert.deepEqual(access.credentials, { kind: 'bearer', token });
        assert.equal(access.source, 'metadata server');
        assertLasts(access.expires);
        const [, asked] = questions;
        assert.ok(asked?.path.includes(`scopes=${encodeURIComponent(scope)}`), asked?.path);
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
          METADATA_SERVER_DETECTION: undefined,
          GCE_METADATA_HOST: new URL(endpoint).host,
        }),
        async home => {
          const { code, message, data } = await refusalOf(accessTo(gcsPlace));
          assert.equal(code, 'storage.no-credentials');
          assert.match(
            message,
            /no credentials were found. Run `gcloud auth application-default login`, or/,
          );
          assert.deepEqual(Object.entries(triedOf(data)), [
            ['STORAGE_EMULATOR_HOST', 'it is not set'],
            ['GOOGLE_APPLICATION_CREDENTIALS', 'it is not set'],
            ['gcloud', `${home}/${gcloudFile} cannot be read`],
            [
              'metadata server',
              `this machine is none of Google's: nobody answers for it at ${endpoint}`,
            ],
          ]);
        },
      ),
  ));

test('a file that is no key is named, and not quoted', () =>
  withHome(
    home => ({ GOOGLE_APPLICATION_CREDENTIALS: `${home}/key.json` }),
    async home => {
      const missing = await refusalOf(accessTo(gcsPlace));
      assert.match(missing.message, /key.json cannot be read. Choose the JSON file/);
      await writeFiles(home, { 'key.json': `{"private_key": "key1Secret" oops` });
      const broken = await refusalOf(accessTo(gcsPlace), ['key1Secret', 'private_key']);
      assert.match(broken.message, /key.json is no key of Google: it is no JSON/);
      await writeFiles(home, {
        'key.json': stringify({ type: 'robot', private_key: 'key1Secret' }),
      });
      const other = await refusalOf(accessTo(gcsPlace), ['key1Secret']);
      assert.match(other.message, /its type is 'robot'/);
      await writeFiles(home, {
        'key.json': serviceAccount.replace(/"private_key":"[^"]*"/, '"private_key":"key1Secret"'),
      });
      await refusalOf(accessTo(gcsPlace), ['key1Secret']);
    },
  ));

test('a token endpoint that cannot be reached is told apart', () =>
  withHome(
    home => ({ GOOGLE_APPLICATION_CREDENTIALS: `${home}/key.json` }),
    async home => {
      await writeFiles(home, { 'key.json': user });
      const lost = accessTo(gcsPlace, undefined, { proxy: 'http://ann:proxy4Word@127.0.0.1:9' });
      const { code, message } = await refusalOf(lost, [
        'proxy4Word',
        'refresh1TokenR',
        'client2SecretQ',
      ]);
      assert.equal(code, 'storage.unreachable');
      assert.match(message, /ECONNREFUSED/);
    },
  ));

test("an emulator, nobody, and ways that Google's buckets have not", () =>
  withHome(
    () => ({ STORAGE_EMULATOR_HOST: 'localhost:4443' }),
    async () => {
      assert.deepEqual(await accessTo(gcsPlace), {
        credentials: { kind: 'anonymous' },
        source: 'STORAGE_EMULATOR_HOST',
        endpoint: 'http://localhost:4443',
      });
      const nobody = await accessTo(gcsPlace, { choice: { method: 'anonymous' } });
      assert.deepEqual(nobody, { credentials: { kind: 'anonymous' }, source: 'anonymous' });
      const wrong = await refusalOf(accessTo(gcsPlace, { choice: { method: 'profile' } }));
      assert.match(wrong.message, /Choose one of: default, keyFile, anonymous/);
    },
  ));
