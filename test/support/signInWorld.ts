// A test server in the place of all services that give credentials: STS, sign-in portals, token endpoints, metadata
// servers. The SDKs as shipped reach it under the services' own names, by a proxy that leads every name to it, or on
// its own port by the environment's variables.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { connect, type AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

import type { NetworkRoute } from '../../shared/storage/cloud/cloudAccess';

import { keyFile, ownCertificate } from './networkPath';

/** What was asked, and of whom. */
export interface Question {
  /** `sts.amazonaws.com`, or `127.0.0.1:PORT` where it was asked without the proxy. */
  readonly host: string;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** What is answered; undefined: nothing, for ever. */
export interface Reply {
  /** Default: 200. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A value is sent as JSON. */
  readonly body: unknown;
}

/** The world of one test. */
export interface SignInWorld {
  /** By the proxy. */
  readonly route: NetworkRoute;
  /** `http://127.0.0.1:PORT`, without the proxy. */
  readonly endpoint: string;
  readonly questions: readonly Question[];
  /** Resolves when nobody who asked is connected any more. */
  allClosed(): Promise<void>;
}

/** Runs `body` in a world that answers by `reply`. */
export async function withSignInWorld(
  reply: (question: Question) => Reply | undefined,
  body: (world: SignInWorld) => Promise<void>,
): Promise<void> {
  const questions: Question[] = [];
  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    void answer(request, response, question => {
      questions.push(question);
      return reply(question);
    });
  };
  const plain = createServer(onRequest);
  const secure = createSecureServer(
    { key: readFileSync(keyFile), cert: ownCertificate },
    onRequest,
  );
  const sockets = new Set<Duplex>();
  const proxy = createServer((_, response) => response.writeHead(405).end());
  proxy.on('connect', ({ url = '' }, client) => {
    const target = connect(url.endsWith(':443') ? portOf(secure) : portOf(plain), '127.0.0.1');
    target.on('connect', () => client.write('HTTP/1.1 200 OK\r\n\r\n'));
    sockets.add(target).add(client);
    target.on('error', () => client.destroy());
    client.on('error', () => target.destroy());
    target.pipe(client).pipe(target);
  });
  const servers = [plain, secure, proxy];
  try {
    for (const server of servers) await once(server.listen(0, '127.0.0.1'), 'listening');
    const route = { proxy: `http://127.0.0.1:${portOf(proxy)}`, verifyCertificates: false };
    await body({
      route,
      endpoint: `http://127.0.0.1:${portOf(plain)}`,
      questions,
      allClosed: async () => {
        await Promise.all([...sockets].map(closed));
      },
    });
  } finally {
    for (const socket of sockets) socket.destroy();
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
  }
}

async function closed(socket: Duplex): Promise<void> {
  if (!socket.closed) await new Promise(resolve => socket.on('close', resolve));
}

function portOf(server: Pick<Server, 'address'>): number {
  return (server.address() as AddressInfo).port;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  reply: (question: Question) => Reply | undefined,
): Promise<void> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  const { method = '', url = '', headers } = request;
  const said = reply({ host: headers.host ?? '', method, path: url, headers, body });
  if (!said) return;
  const isText = typeof said.body === 'string';
  const type = isText ? 'text/plain' : 'application/json';
  response.writeHead(said.status ?? 200, { 'content-type': type, ...said.headers });
  response.end(isText ? said.body : JSON.stringify(said.body));
}
