// Azure's tokens by the SDK as shipped, in a home of its own and against a test server.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  accessTo,
  azurePlace,
  refusalOf,
  triedOf,
  withHome,
  writeFiles,
} from '../../../support/askingAccess';
import { withSignInWorld, type Question, type Reply } from '../../../support/signInWorld';

const token = 'eyJ0.accessToken3';
const tenant = '11111111-2222-3333-4444-555555555555';
const application = {
  AZURE_TENANT_ID: tenant,
  AZURE_CLIENT_ID: '66666666-7777-8888-9999-000000000000',
};
const { stringify } = JSON;

/** Microsoft Entra: what it is, and tokens for whoever knows the secret or brings the assertion. */
function askEntra({ path, body, host }: Question): Reply {
  const base = `https://login.microsoftonline.com/${tenant}`;
  if (path.includes('/discovery/instance')) {
    const aliases = ['login.microsoftonline.com'];
    const [preferred_network] = aliases;
    const metadata = [{ preferred_network, preferred_cache: preferred_network, aliases }];
    return {
      body: {
        tenant_discovery_endpoint: `${base}/v2.0/.well-known/openid-configuration`,
        metadata,
      },
    };
  }
  if (path.includes('/openid-configuration')) {
    const authorization_endpoint = `${base}/oauth2/v2.0/authorize`;
    const token_endpoint = `${base}/oauth2/v2.0/token`;
    return {
      body: {
        authorization_endpoint,
        token_endpoint,
        issuer: `${base}/v2.0`,
        jwks_uri: `${base}/keys`,
      },
    };
  }
  const asked = new URLSearchParams(body);
  const isGood =
    asked.get('client_secret') === 'client2SecretQ' ||
    asked.get('client_assertion') === 'federated-token';
  if (
    host === 'login.microsoftonline.com' &&
    isGood &&
    asked.get('scope')?.startsWith('https://storage.azure.com/.default')
  ) {
    return {
      body: { token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599, access_token: token },
    };
  }
  const error_description = 'AADSTS7000215: Invalid client secret provided. Trace ID: x';
  return {
    status: 401,
    body: { error: 'invalid_client', error_description, error_codes: [7000215] },
  };
}

function assertToken(access: Awaited<ReturnType<typeof accessTo>>, source: string): void {
  assert.deepEqual(access.credentials, { kind: 'bearer', token });
  assert.equal(access.source, source);
  const seconds = ((access.expires ?? 0) - Date.now()) / 1000;
  assert.ok(seconds > 3500 && seconds <= 3601, `${seconds} s`);
}

test("an application's secret, by the user's proxy", () =>
  withHome(
    () => ({ ...application, AZURE_CLIENT_SECRET: 'client2SecretQ' }),
    () =>
      withSignInWorld(askEntra, async ({ route, questions }) => {
        assertToken(await accessTo(azurePlace, undefined, route), 'environment');
        assert.deepEqual(
          [...new Set(questions.map(({ host }) => host))],
          ['login.microsoftonline.com'],
        );
      }),
  ));

test('a secret that is wrong ends the chain with what Entra says of it', () =>
  withHome(
    () => ({ ...application, AZURE_CLIENT_SECRET: 'client9WrongQ' }),
    () =>
      withSignInWorld(askEntra, async ({ route }) => {
        const refused = accessTo(azurePlace, undefined, route);
        const { code, message } = await refusalOf(refused, ['client9WrongQ']);
        assert.equal(code, 'storage.bad-credentials');
        assert.match(message, /environment: .*AADSTS7000215: Invalid client secret provided/);
        const lost = accessTo(azurePlace, undefined, {
          proxy: 'http://ann:proxy4Word@127.0.0.1:9',
        });
        const unreachable = await refusalOf(lost, ['client9WrongQ', 'proxy4Word']);
        assert.equal(unreachable.code, 'storage.unreachable', unreachable.message);
      }),
  ));

test('a workload identity', () =>
  withHome(
    home => ({ ...application, AZURE_FEDERATED_TOKEN_FILE: `${home}/federated` }),
    home =>
      withSignInWorld(askEntra, async ({ route }) => {
        await writeFiles(home, { federated: 'federated-token' });
        assertToken(await accessTo(azurePlace, undefined, route), 'workload identity');
      }),
  ));

test('a managed identity of App Service and one of a machine, both by no proxy', () =>
  withSignInWorld(
    ({ path, headers }) => {
      // A machine answers to whoever does not say `Metadata` as well: that it is there.
      const isMachine = path.startsWith('/metadata/');
      if (isMachine && headers['metadata'] !== 'true')
        return { status: 400, body: { error: 'invalid' } };
      if (!isMachine && headers['x-identity-header'] !== 'identity-header')
        return { status: 401, body: {} };
      const expires_on = String(Math.floor(Date.now() / 1000) + 3600);
      const resource = 'https://storage.azure.com/';
      return {
        body: {
          access_token: token,
          expires_on,
          expires_in: '3600',
          resource,
          token_type: 'Bearer',
        },
      };
    },
    ({ endpoint }) =>
      withHome(
        () => ({
          IDENTITY_ENDPOINT: `${endpoint}/msi/token`,
          IDENTITY_HEADER: 'identity-header',
          HTTP_PROXY: 'http://127.0.0.1:9',
        }),
        async () => {
          const proxied = { proxy: 'http://127.0.0.1:9' };
          assertToken(await accessTo(azurePlace, undefined, proxied), 'managed identity');
          delete process.env['IDENTITY_ENDPOINT'];
          process.env['AZURE_POD_IDENTITY_AUTHORITY_HOST'] = endpoint;
          assertToken(await accessTo(azurePlace, undefined, proxied), 'managed identity');
        },
      ),
  ));

test('programs in which somebody has signed in, first come first served; what they print is never shown', () =>
  withHome(
    home => ({ PATH: `${home}/bin:/usr/bin:/bin` }),
    async home => {
      const expires = Math.floor(Date.now() / 1000) + 3600;
      const printed = stringify({ accessToken: token, expires_on: expires, tokenType: 'Bearer' });
      const az =
        '[ "$*" = "account get-access-token --output json --resource https://storage.azure.com" ]';
      await writeFiles(home, { 'bin/az': `#!/bin/sh\n${az} && echo '${printed}'\n` });
      assertToken(await accessTo(azurePlace), 'Azure CLI');
      await writeFiles(home, {
        'bin/az': `#!/bin/sh\necho "Please run 'az login' to setup account." >&2; exit 1\n`,
        'bin/azd': `#!/bin/sh\necho '${stringify({ token, expiresOn: new Date(expires * 1000) })}'\n`,
      });
      assertToken(await accessTo(azurePlace), 'Azure Developer CLI');
      await writeFiles(home, {
        'bin/az': `#!/bin/sh\necho '{"accessToken": "az5Secret'\n`,
        'bin/azd': `#!/bin/sh\necho 'azd5Secret'; echo 'azd5Secret' >&2\n`,
        'bin/pwsh': `#!/bin/sh\n[ "$1" = "/?" ] || echo '{"Tok": "pwsh5Secret"}'\n`,
      });
      const { data } = await refusalOf(accessTo(azurePlace), [
        'az5Secret',
        'azd5Secret',
        'pwsh5Secret',
      ]);
      assert.match(triedOf(data)['Azure CLI'] ?? '', /nobody has signed in: az login/);
    },
  ));

test('a machine without any: what was tried, in order, and what to do', () =>
  withSignInWorld(
    // Whoever has that address elsewhere, and says nothing.
    () => undefined,
    ({ endpoint }) =>
      withHome(
        home => ({ AZURE_POD_IDENTITY_AUTHORITY_HOST: endpoint, PATH: `${home}/bin:/bin` }),
        async () => {
          const { code, message, data } = await refusalOf(accessTo(azurePlace));
          assert.equal(code, 'storage.no-credentials');
          assert.match(
            message,
            /^cannot open az:\/\/acme.*no credentials were found. Run `az login`, or enter/,
          );
          assert.equal(data['signIn'], 'az login');
          const no = 'it is not installed, or nobody has signed in:';
          assert.deepEqual(Object.entries(triedOf(data)), [
            ['AZURE_STORAGE_CONNECTION_STRING', 'it is not set'],
            ['AZURE_STORAGE_KEY', 'it is not set'],
            ['AZURE_STORAGE_SAS_TOKEN', 'it is not set'],
            ['environment', 'AZURE_TENANT_ID is not set'],
            ['workload identity', 'AZURE_FEDERATED_TOKEN_FILE is not set'],
            ['managed identity', `this machine is none of Azure's: nobody answers at ${endpoint}`],
            ['Azure CLI', `${no} az login`],
            ['Azure PowerShell', `${no} Connect-AzAccount`],
            ['Azure Developer CLI', `${no} azd auth login`],
          ]);
        },
      ),
  ));

test('AZURE_TOKEN_CREDENTIALS chooses who is asked', () =>
  withHome(
    home => ({ PATH: `${home}/bin:/bin`, AZURE_TOKEN_CREDENTIALS: 'AzureCliCredential' }),
    async () => {
      const askedOf = async () =>
        Object.keys(triedOf((await refusalOf(accessTo(azurePlace))).data)).slice(3);
      assert.deepEqual(await askedOf(), ['Azure CLI']);
      process.env['AZURE_TOKEN_CREDENTIALS'] = 'prod';
      assert.deepEqual(await askedOf(), ['environment', 'workload identity', 'managed identity']);
    },
  ));
