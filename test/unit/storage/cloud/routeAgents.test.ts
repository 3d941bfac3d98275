// The way out: through a proxy, with certificates that only the user trusts.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request, type IncomingMessage } from 'node:http';
import { request as secureRequest } from 'node:https';
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net';
import { test } from 'node:test';

import type { NetworkRoute } from '../../../../shared/storage/cloud/cloudAccess';
import { connectionFailure } from '../../../../shared/storage/cloud/connectionFailure';
import { createRouteAgents, type RouteAgents } from '../../../../shared/storage/cloud/routeAgents';
import { hasCode } from '../../../support/hasCode';
import { ownCertificate, withProxy, withSecureFront } from '../../../support/networkPath';

/** Runs `body` with the port of a server that greets. */
async function withGreeter(body: (port: number) => Promise<void>): Promise<void> {
  const server = createServer((_, response) => response.end('hello'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    await body((server.address() as AddressInfo).port);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function ask(url: string, agents: RouteAgents): Promise<string> {
  const { protocol } = new URL(url);
  const sent =
    protocol === 'https:'
      ? secureRequest(url, { agent: agents.https })
      : request(url, { agent: agents.http });
  sent.end();
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    sent.on('response', resolve).on('error', reject);
  });
  let text = '';
  for await (const chunk of answer) text += String(chunk);
  return text;
}

/** Asks as an adapter does: what fails is told in the words of storage. */
function greetingOf(port: number, route: NetworkRoute): Promise<string> {
  const asked = ask(`https://127.0.0.1:${port}/`, createRouteAgents(route));
  return asked.catch((error: unknown) => {
    throw connectionFailure(error, 'list gs://acme');
  });
}

test("a certificate that the user trusts is trusted, and nobody else's", () =>
  withGreeter(port =>
    withSecureFront(port, async secure => {
      await assert.rejects(
        greetingOf(secure, {}),
        hasCode('storage.unreachable', /cannot list gs:\/\/acme.*certificate.*not trusted/s),
      );
      assert.equal(await greetingOf(secure, { certificates: [ownCertificate] }), 'hello');
      assert.equal(await greetingOf(secure, { verifyCertificates: false }), 'hello');
    }),
  ));

test('requests go through the proxy, and a connection is kept for the next one', () =>
  withGreeter(port =>
    withSecureFront(port, secure =>
      withProxy(async proxy => {
        const url = `http://127.0.0.1:${proxy.port}`;
        const agents = createRouteAgents({ proxy: url, certificates: [ownCertificate] });
        for (let i = 0; i < 3; i++) {
          assert.equal(await ask(`https://127.0.0.1:${secure}/`, agents), 'hello');
        }
        assert.equal(await ask(`http://127.0.0.1:${port}/`, agents), 'hello');
        assert.deepEqual(proxy.targets, [`127.0.0.1:${secure}`, `127.0.0.1:${port}`]);
        agents.http.destroy();
        agents.https.destroy();
      }),
    ),
  ));

test('a proxy that wants a password is told apart, and gets the one it was given', () =>
  withGreeter(port =>
    withSecureFront(port, secure =>
      withProxy(async proxy => {
        const route = { certificates: [ownCertificate] };
        const without = { ...route, proxy: `http://127.0.0.1:${proxy.port}` };
        await assert.rejects(
          greetingOf(secure, without),
          hasCode('storage.unreachable', /the proxy 127\.0\.0\.1:\d+ asks for a user/),
        );
        const named = { ...route, proxy: `http://ann:se%20cret@127.0.0.1:${proxy.port}` };
        assert.equal(await greetingOf(secure, named), 'hello');
        // An editor's setting has the whole header, which counts more.
        const proxyAuthorization = `Basic ${btoa('ann:se cret')}`;
        const set = { ...without, proxy: without.proxy.replace('//', '//eve:x@') };
        assert.equal(await greetingOf(secure, { ...set, proxyAuthorization }), 'hello');
      }, 'ann:se cret'),
    ),
  ));

test('a password with a lone percent sign is sent as it is', () =>
  withGreeter(port =>
    withSecureFront(port, secure =>
      withProxy(async proxy => {
        const named = {
          certificates: [ownCertificate],
          proxy: `http://ann:100%@127.0.0.1:${proxy.port}`,
        };
        assert.equal(await greetingOf(secure, named), 'hello');
      }, 'ann:100%'),
    ),
  ));

test('what Node will not send is not sent again', () => {
  const broken = Object.assign(new TypeError('Invalid character in header content'), {
    code: 'ERR_INVALID_CHAR',
  });
  const failure = connectionFailure(broken, 'list gs://acme');
  assert.ok(hasCode('storage.bad-credentials', /Copy them again/)(failure));
});

test('agents that are done with leave no proxy that does not answer', async () => {
  const sockets: Socket[] = [];
  const silent = createTcpServer(socket => {
    sockets.push(socket.resume().on('error', () => undefined));
  });
  silent.listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const proxy = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  const agents = createRouteAgents({ proxy });
  const asked = [ask('https://acme.example/', agents), ask('http://acme.example/', agents)];
  while (sockets.length < 2) await new Promise(setImmediate);
  agents.http.destroy();
  agents.https.destroy();
  for (const each of asked) await assert.rejects(each);
  for (const socket of sockets) if (!socket.closed) await once(socket, 'close');
  silent.close();
});

test('a proxy that is not there is a connection that failed', async () => {
  const lost = greetingOf(443, { proxy: 'http://127.0.0.1:9' });
  await assert.rejects(lost, { name: 'CloudFault', kind: 'connection' });
});

test('what does not come from the network stays what it is', () => {
  const bug = new TypeError('undefined is not a function');
  assert.equal(connectionFailure(bug, 'list gs://acme'), bug);
});
