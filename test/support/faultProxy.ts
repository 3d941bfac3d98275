// A TCP proxy that stands between a client and a server and goes wrong on demand: it cuts, stalls, truncates, delays,
// and answers in the server's place. It counts what it lets through.
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Something that happens when so many bytes in all have gone to clients. */
export interface StreamFault {
  /** Bytes since the proxy was opened, over all connections. */
  readonly at: number;
  readonly kind:
    /** The connection is reset. */
    | 'cut'
    /** The connection is closed as if all were said. */
    | 'truncate'
    /** Nothing more comes, and the connection stays. */
    | 'stall';
}

/** A proxy before a port of this machine. */
export interface FaultProxy {
  readonly port: number;
  /** Bytes that went from the server to clients. */
  readonly bytesDown: number;
  readonly connections: number;
  /** Connections that are open now. */
  readonly open: number;
  /** Milliseconds by which each request comes later. */
  delay: number;
  /** Adds faults of the stream, in rising order. */
  breakAt(faults: readonly StreamFault[]): void;
  /** The next requests are answered with these instead: `503 Slow Down`, `429 Too Many Requests`. */
  answer(lines: readonly string[]): void;
}

/** Runs `body` with a proxy before the port. */
export async function withFaultProxy(
  targetPort: number,
  body: (proxy: FaultProxy) => Promise<void>,
): Promise<void> {
  const proxy = new TcpProxy(targetPort);
  const server = createServer({ noDelay: true }, socket => proxy.accept(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  proxy.port = (server.address() as AddressInfo).port;
  try {
    await body(proxy);
  } finally {
    proxy.close();
    server.close();
  }
}

class TcpProxy implements FaultProxy {
  port = 0;
  bytesDown = 0;
  connections = 0;
  delay = 0;
  readonly #sockets = new Set<Socket>();
  readonly #answers: string[] = [];
  #faults: StreamFault[] = [];

  constructor(readonly targetPort: number) {}

  get open(): number {
    return this.#sockets.size / 2;
  }

  breakAt(faults: readonly StreamFault[]): void {
    this.#faults = [...this.#faults, ...faults].sort((a, b) => a.at - b.at);
  }

  answer(lines: readonly string[]): void {
    this.#answers.push(...lines);
  }

  accept(client: Socket): void {
    this.connections++;
    const server = connect({ port: this.targetPort, host: '127.0.0.1', noDelay: true });
    const ends = [client, server];
    for (const [index, socket] of ends.entries()) {
      this.#sockets.add(socket);
      // A reset is what this proxy is for; the other side is told by the end of its own socket.
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.#sockets.delete(socket);
        ends[1 - index]?.destroy();
      });
    }
    client.on('data', bytes => this.#up(bytes, client, server));
    client.on('end', () => setTimeout(() => server.end(), this.delay));
    server.on('data', bytes => this.#down(bytes, client, server));
    server.on('end', () => client.end());
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  #up(bytes: Buffer, client: Socket, server: Socket): void {
    const line = this.#answers.shift();
    if (line !== undefined) {
      client.end(`HTTP/1.1 ${line}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
      server.destroy();
    } else if (this.delay > 0) setTimeout(() => server.write(bytes), this.delay);
    else server.write(bytes);
  }

  #down(bytes: Buffer, client: Socket, server: Socket): void {
    const [fault] = this.#faults;
    const room = fault ? fault.at - this.bytesDown : Infinity;
    if (fault && bytes.length >= room) {
      this.#faults.shift();
      this.bytesDown += room;
      goWrong(fault.kind, bytes.subarray(0, room), client, server);
      return;
    }
    this.bytesDown += bytes.length;
    if (client.write(bytes)) return;
    server.pause();
    client.once('drain', () => server.resume());
  }
}

function goWrong(kind: StreamFault['kind'], last: Buffer, client: Socket, server: Socket): void {
  server.removeAllListeners('data');
  switch (kind) {
    case 'cut':
      // The last bytes reach the client before the reset does.
      client.write(last, () => client.resetAndDestroy());
      break;
    case 'truncate':
      client.end(last, () => server.destroy());
      break;
    case 'stall':
      client.write(last);
      server.pause();
      break;
  }
}
