// Azure's account keys, signatures and connection strings, from the environment and as somebody enters them.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { accessTo, azurePlace, refusalOf, triedOf, withHome } from '../../../support/askingAccess';

const accountKey = 'a2V5MVNlY3JldEtleTFTZWNyZXQ=';
const signature = 'sv=2024-11-04&ss=b&srt=co&sp=rl&se=2999-01-01T00:00:00Z&sig=c2lnbmF0dXJl%3D';

test('keys and signatures of the environment, for this account only', () =>
  withHome(
    home => ({
      PATH: `${home}/bin:/bin`,
      AZURE_STORAGE_KEY: accountKey,
      AZURE_STORAGE_ACCOUNT: 'other',
    }),
    async () => {
      const other = await refusalOf(accessTo(azurePlace), [accountKey]);
      assert.equal(
        triedOf(other.data)['AZURE_STORAGE_KEY'],
        'AZURE_STORAGE_ACCOUNT names other, not acme',
      );
      process.env['AZURE_STORAGE_ACCOUNT'] = 'acme';
      const byKey = await accessTo(azurePlace);
      assert.deepEqual(byKey, {
        credentials: { kind: 'azureKey', accountKey },
        source: 'AZURE_STORAGE_KEY',
      });
      delete process.env['AZURE_STORAGE_KEY'];
      process.env['AZURE_STORAGE_SAS_TOKEN'] = signature;
      assert.deepEqual(await accessTo(azurePlace), {
        credentials: { kind: 'azureSas', sas: signature },
        expires: Date.parse('2999-01-01T00:00:00Z'),
        source: 'AZURE_STORAGE_SAS_TOKEN',
      });
      process.env['AZURE_STORAGE_CONNECTION_STRING'] = `AccountName=acme;AccountKey=${accountKey}`;
      assert.equal((await accessTo(azurePlace)).source, 'AZURE_STORAGE_CONNECTION_STRING');
    },
  ));

/** The access by an entered connection string. */
const byString = (text: string, account = 'acme') =>
  accessTo(
    { ...azurePlace, account },
    { choice: { method: 'connectionString' }, secret: { kind: 'connectionString', text } },
  );

test('connection strings', async () => {
  const key = { kind: 'azureKey', accountKey };
  const own = await byString(
    `DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=${accountKey};EndpointSuffix=core.chinacloudapi.cn`,
  );
  assert.deepEqual(own, {
    credentials: key,
    endpoint: 'https://acme.blob.core.chinacloudapi.cn',
    source: 'entered connection string',
  });
  const custom = await byString(
    `AccountName=acme;AccountKey=${accountKey};BlobEndpoint=http://127.0.0.1:10000/acme/`,
  );
  assert.equal(custom.endpoint, 'http://127.0.0.1:10000/acme');
  const signed = await byString(
    `BlobEndpoint=https://acme.blob.core.windows.net/;SharedAccessSignature=${signature}`,
  );
  assert.deepEqual(signed.credentials, { kind: 'azureSas', sas: signature });
  const emulator = await byString('UseDevelopmentStorage=true', 'devstoreaccount1');
  assert.equal(emulator.endpoint, 'http://127.0.0.1:10000/devstoreaccount1');
  assert.equal(emulator.credentials.kind, 'azureKey');
  const wrong: readonly (readonly [string, RegExp])[] = [
    [
      `AccountName=other;AccountKey=${accountKey}`,
      /it is for the account other, not for acme. Copy it again/,
    ],
    [`AccountKey=${accountKey}`, /it names neither AccountName nor BlobEndpoint/],
    ['AccountName=acme', /it holds neither AccountKey nor SharedAccessSignature/],
    [accountKey, /it names neither/],
  ];
  for (const [text, message] of wrong) {
    const refused = await refusalOf(byString(text), [accountKey]);
    assert.equal(refused.code, 'storage.bad-credentials');
    assert.match(refused.message, message);
  }
});

test('signatures: bare, with a question mark, as a whole URL', async () => {
  const bySas = (text: string) =>
    accessTo(azurePlace, { choice: { method: 'sas' }, secret: { kind: 'sas', text } });
  const url = 'https://acme.blob.core.windows.net/acme-exports';
  for (const text of [signature, `?${signature}`, ` ${url}?${signature}\n`]) {
    assert.deepEqual((await bySas(text)).credentials, { kind: 'azureSas', sas: signature });
  }
  const expired = signature.replace('2999', '2020');
  const secret = 'c2lnbmF0dXJl';
  assert.match(
    (await refusalOf(bySas(expired), [secret])).message,
    /it was good until 2020-01-01T00:00:00Z/,
  );
  const other = await refusalOf(bySas(`${url.replace('acme', 'other')}?${signature}`), [secret]);
  assert.match(other.message, /for the account other/);
  assert.match((await refusalOf(bySas('sv=2024'))).message, /it holds no signature/);
  const none = await refusalOf(accessTo(azurePlace, { choice: { method: 'sas' } }));
  assert.equal(none.code, 'storage.no-credentials');
  const way = await refusalOf(accessTo(azurePlace, { choice: { method: 'keyFile' } }));
  assert.match(way.message, /Choose one of: default, sas, accountKey/);
});
