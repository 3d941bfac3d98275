import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Runs `body` with the endpoint, `http://127.0.0.1:PORT`, of a server that answers so. */
export async function withAnsweringServer(
  answer: RequestListener,
  body: (endpoint: string) => Promise<void>,
): Promise<void> {
  const server = createServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    await body(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
