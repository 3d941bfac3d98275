import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Environment } from '../../../../shared/storage/access/accessPorts';
import { routeFromEnvironment } from '../../../../shared/storage/access/routeFromEnvironment';
import { hasCode } from '../../../support/hasCode';
import { certificateFile, ownCertificate } from '../../../support/networkPath';

const s3 = 'https://acme.s3.eu-west-1.amazonaws.com/datasync';

async function proxyOf(environment: Environment, url = s3): Promise<string | undefined> {
  return (await routeFromEnvironment(environment))(url)?.proxy;
}

test('no proxy and no certificates: straight out', async () => {
  assert.equal((await routeFromEnvironment({}))(s3), undefined);
});

test("the proxy of the URL's protocol, small letters first, then that for all", async () => {
  const environment = { https_proxy: 'http://a:1', HTTPS_PROXY: 'http://b:2', http_proxy: 'c:3' };
  assert.equal(await proxyOf(environment), 'http://a:1');
  assert.equal(await proxyOf(environment, 'http://minio.example:9000'), 'http://c:3');
  assert.equal(await proxyOf({ ALL_PROXY: 'http://d:4' }), 'http://d:4');
  assert.equal(await proxyOf({ HTTP_PROXY: 'http://b:2' }), undefined);
});

test('the machine itself is asked by no proxy', async () => {
  const environment = { ALL_PROXY: 'http://a:1' };
  for (const host of ['localhost:9000', '127.0.0.1:9000', '[::1]:9000']) {
    assert.equal(await proxyOf(environment, `http://${host}/`), undefined, host);
  }
});

for (const [rules, url, isDirect] of [
  ['*', s3, true],
  ['amazonaws.com', s3, true],
  ['.amazonaws.com', s3, true],
  ['*.amazonaws.com', s3, true],
  ['example.com, .AMAZONAWS.com', s3, true],
  ['amazonaws.com:443', s3, true],
  ['amazonaws.com:9000', s3, false],
  ['zonaws.com', s3, false],
  ['s3.amazonaws.com', s3, false],
  ['minio.example:9000', 'http://minio.example:9000/', true],
  ['minio.example:9000', 'http://minio.example/', false],
  ['10.1.2.3', 'http://10.1.2.3:9000/', true],
  ['fd00::7', 'http://[fd00::7]:9000/', true],
  ['[fd00::7]:9000', 'http://[fd00::7]:9000/', true],
  ['', s3, false],
] as const) {
  test(`NO_PROXY=${rules} for ${url}`, async () => {
    const proxy = await proxyOf({ ALL_PROXY: 'http://a:1', NO_PROXY: rules }, url);
    assert.equal(proxy === undefined, isDirect);
  });
}

test('certificates, and a user who trusts everybody', async () => {
  const find = await routeFromEnvironment({ NODE_EXTRA_CA_CERTS: certificateFile });
  assert.deepEqual(find(s3), { certificates: [ownCertificate] });
  const blind = await routeFromEnvironment({ NODE_TLS_REJECT_UNAUTHORIZED: '0' });
  assert.deepEqual(blind(s3), { verifyCertificates: false });
  await assert.rejects(
    routeFromEnvironment({ NODE_EXTRA_CA_CERTS: '/nowhere/ca.pem' }),
    hasCode(
      'storage.unreachable',
      /cannot read \/nowhere\/ca.pem, which NODE_EXTRA_CA_CERTS names/,
    ),
  );
});

test('a proxy that is none is told without its password', async () => {
  for (const proxy of ['socks5://ann:proxy4Word@proxy:1080', 'http://ann:proxy4Word@:x']) {
    await assert.rejects(proxyOf({ ALL_PROXY: proxy }), (error: Error) => {
      assert.ok(hasCode('storage.unreachable', /Name one as http:\/\/host:port/)(error));
      return !error.message.includes('proxy4Word');
    });
  }
});
