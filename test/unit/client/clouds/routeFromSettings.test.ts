import assert from 'node:assert/strict';
import { test } from 'node:test';

import { routeFromSettings, type HttpSettings } from '../../../../client/clouds/routeFromSettings';
import type { Environment } from '../../../../shared/storage/access/accessPorts';
import { certificateFile, ownCertificate } from '../../../support/networkPath';

const s3 = 'https://acme.s3.eu-west-1.amazonaws.com/datasync';

/** VS Code's defaults. */
const defaults: HttpSettings = {
  ...{ proxy: '', proxySupport: 'override', proxyAuthorization: '', noProxy: [] },
  ...{ proxyStrictSSL: true, certificates: [] },
};

async function routeOf(settings: Partial<HttpSettings>, environment: Environment = {}) {
  return (await routeFromSettings({ ...defaults, ...settings }, environment))(s3);
}

test('without settings the environment counts', async () => {
  assert.deepEqual(await routeOf({}), { verifyCertificates: true });
  const proxy = 'http://company:3128';
  assert.deepEqual(await routeOf({}, { HTTPS_PROXY: proxy }), { proxy, verifyCertificates: true });
});

for (const name of ['HTTPS_PROXY', 'https_proxy']) {
  test(`the proxy of the settings counts more than ${name}`, async () => {
    const proxy = 'http://editor:3128';
    const route = await routeOf({ proxy }, { [name]: 'http://company:3128' });
    assert.equal(route?.proxy, proxy);
  });
}

for (const name of ['NO_PROXY', 'no_proxy']) {
  test(`the hosts of the settings count more than ${name}, and no proxy at all more than both`, async () => {
    const proxy = 'http://editor:3128';
    const others = { [name]: 'other.example' };
    assert.equal((await routeOf({ proxy }, others))?.proxy, proxy);
    assert.equal((await routeOf({ proxy, noProxy: ['amazonaws.com'] }, others))?.proxy, undefined);
    assert.equal((await routeOf({ proxy, proxySupport: 'off' }, others))?.proxy, undefined);
  });
}

test('what authorizes at the proxy goes to the proxy, and nowhere else', async () => {
  const settings = { proxy: 'http://editor:3128', proxyAuthorization: 'Bearer abc' };
  assert.equal((await routeOf(settings))?.proxyAuthorization, 'Bearer abc');
  const direct = await routeOf({ ...settings, noProxy: ['*'] });
  assert.deepEqual(direct, { verifyCertificates: true });
});

test('certificates of the environment and of the system are trusted, or everybody is', async () => {
  const environment = { NODE_EXTRA_CA_CERTS: certificateFile };
  assert.deepEqual(
    await routeOf({ certificates: ['system'], proxyStrictSSL: false }, environment),
    {
      certificates: [ownCertificate, 'system'],
      verifyCertificates: false,
    },
  );
});
