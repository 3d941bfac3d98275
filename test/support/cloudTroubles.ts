// What the client of every cloud does when requests go wrong, asserted through a proxy before its service.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

import type { CloudClient } from '../../shared/storage/cloud/cloudClient';
import type { CloudFault } from '../../shared/storage/cloud/cloudFault';

import type { FaultProxy } from './faultProxy';

/** An object that is there, and the client that asks for it through the proxy. */
export interface ProxiedObject {
  readonly client: CloudClient;
  readonly proxy: FaultProxy;
  readonly key: string;
}

/** An abort before and within the answer ends the connection; the object must be of 4 MB. */
export async function assertEndsOnWire({ client, proxy, key }: ProxiedObject): Promise<void> {
  const { version = '', size = 0 } = (await client.head(key)) ?? {};
  assert.equal(size, 4 << 20);
  for (const at of [proxy.bytesDown, proxy.bytesDown + 100_000]) {
    proxy.breakAt([{ at, kind: 'stall' }]);
    const ending = new AbortController();
    setTimeout(() => ending.abort(), 100);
    const range = { key, version, start: 0, end: size };
    await assert.rejects(async () => {
      for await (const chunk of await client.read(range, ending.signal)) assert.ok(chunk.length);
    });
    while (proxy.open > 0) await sleep(5);
  }
}

/** Each of the answers, and a listing that breaks off, is thrown as what may pass, and the next request goes well. */
export async function assertPassing(
  { client, proxy, key }: ProxiedObject,
  answers: readonly (readonly [line: string, kind: CloudFault['kind']])[],
): Promise<void> {
  for (const [line, kind] of answers) {
    proxy.answer([line]);
    await assert.rejects(client.head(key), { name: 'CloudFault', kind });
    proxy.answer([line]);
    await assert.rejects(client.listPage('', undefined), { name: 'CloudFault', kind });
  }
  for (const broken of ['cut', 'truncate'] as const) {
    const before = proxy.bytesDown;
    await client.listPage('', undefined);
    // The body's last bytes.
    proxy.breakAt([{ at: 2 * proxy.bytesDown - before - 20, kind: broken }]);
    const asked = client.listPage('', undefined);
    await assert.rejects(asked, { name: 'CloudFault', kind: 'connection' }, broken);
  }
  assert.ok(await client.head(key));
}
