// What may lie between a program and a service: a proxy that asks for a password, and a certificate that nobody knows.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import path from 'node:path';
import type { Duplex } from 'node:stream';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';

const fixtures = path.join(__dirname, '../../../test/fixtures/tls');

/** A certificate for 127.0.0.1 and its key, as files. */
export const certificateFile = path.join(fixtures, 'certificate.pem');
export const keyFile = path.join(fixtures, 'key.pem');

/** The certificate of `withSecureFront`, which no machine trusts by itself. */
export const ownCertificate = readFileSync(certificateFile, 'utf8');

/** A proxy of this machine for the method CONNECT. */
export interface TestProxy {
  readonly port: number;
  /** Who was connected to: `127.0.0.1:443`. */
  readonly targets: readonly string[];
}

/** Runs `body` with a proxy that lets only `user` in, who is given as `name:password`; default: everyone. */
export async function withProxy(
  body: (proxy: TestProxy) => Promise<void>,
  user?: string,
): Promise<void> {
  const targets: string[] = [];
  const sockets = new Set<Duplex>();
  const server = createServer((_, response) => response.writeHead(405).end());
  server.on('connect', ({ url = '', headers }, client) => {
    const expected = user === undefined ? undefined : `Basic ${btoa(user)}`;
    if (headers['proxy-authorization'] !== expected) {
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    targets.push(url);
    const { hostname, port } = new URL(`http://${url}`);
    const target = connect(Number(port || 80), hostname);
    target.on('connect', () => client.write('HTTP/1.1 200 OK\r\n\r\n'));
    sockets.add(target).add(client);
    target.on('error', () => client.destroy());
    client.on('error', () => target.destroy());
    target.pipe(client).pipe(target);
  });
  await runServer(server, port => body({ port, targets }));
  for (const socket of sockets) socket.destroy();
}

/** Runs `body` with the port of a front that speaks TLS for the server at a port. */
export async function withSecureFront(
  port: number,
  body: (port: number) => Promise<void>,
): Promise<void> {
  const sockets = new Set<TLSSocket>();
  const key = readFileSync(keyFile);
  const server = createTlsServer({ key, cert: ownCertificate }, socket => {
    sockets.add(socket);
    const target = connect(port, '127.0.0.1');
    target.on('error', () => socket.destroy());
    socket.on('error', () => target.destroy());
    target.pipe(socket).pipe(target);
  });
  try {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    await body((server.address() as AddressInfo).port);
  } finally {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
}

async function runServer(server: Server, body: (port: number) => Promise<void>): Promise<void> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    await body((server.address() as AddressInfo).port);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
