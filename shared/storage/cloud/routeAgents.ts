// The way out of this machine for requests to clouds: past the proxy, with the certificates that the user trusts.
import { Agent as HttpAgent, request, type AgentOptions, type ClientRequest } from 'node:http';
import { Agent as HttpsAgent, request as secureRequest } from 'node:https';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import {
  connect as connectTls,
  createSecureContext,
  rootCertificates,
  type ConnectionOptions,
} from 'node:tls';

import { decodedText } from '../../util/decodedText';

import type { NetworkRoute } from './cloudAccess';

/** Agents for Node's requests; connections are kept for the next one. */
export interface RouteAgents {
  readonly http: HttpAgent;
  readonly https: HttpsAgent;
}

/** The proxy did not let a request through. */
export class ProxyRefusal extends Error {
  override readonly name = 'ProxyRefusal';
  constructor(
    readonly proxyHost: string,
    readonly status: number,
  ) {
    super(`the proxy ${proxyHost} answered ${status}`);
  }
}

/** Makes the agents of a route; without one, requests go straight out. */
export function createRouteAgents({
  proxy,
  proxyAuthorization,
  certificates = [],
  verifyCertificates = true,
}: NetworkRoute = {}): RouteAgents {
  const trust = {
    rejectUnauthorized: verifyCertificates,
    // Naming some replaces those that are built in. As a context, they are parsed once.
    ...(certificates.length > 0
      ? { secureContext: createSecureContext({ ca: [...rootCertificates, ...certificates] }) }
      : {}),
  };
  const options = { keepAlive: true, noDelay: true };
  if (proxy === undefined) {
    return { http: new HttpAgent(options), https: new HttpsAgent({ ...options, ...trust }) };
  }
  const tunnel = new Tunnel(new URL(proxy), trust, proxyAuthorization);
  return {
    http: new HttpTunnelAgent(tunnel, options),
    https: new HttpsTunnelAgent(tunnel, { ...options, ...trust }),
  };
}

type OnSocket = (error: Error | null, socket: Duplex) => void;

/** Where a connection leads, as Node's agents ask for it. */
interface Target {
  readonly host?: string | null | undefined;
  readonly port?: number | string | null | undefined;
}

class HttpTunnelAgent extends HttpAgent {
  constructor(
    readonly tunnel: Tunnel,
    options: AgentOptions,
  ) {
    super(options);
  }

  override createConnection(target: Target, onSocket?: OnSocket): null {
    this.tunnel.open(target, (error, socket) => onSocket?.(error, socket));
    return null;
  }

  override destroy(): void {
    this.tunnel.giveUp();
    super.destroy();
  }
}

class HttpsTunnelAgent extends HttpsAgent {
  constructor(
    readonly tunnel: Tunnel,
    options: ConstructorParameters<typeof HttpsAgent>[0],
  ) {
    super(options);
  }

  override createConnection(target: Target & ConnectionOptions, onSocket?: OnSocket): null {
    this.tunnel.open(target, (error, socket) => {
      onSocket?.(error, error ? socket : connectTls({ ...target, socket }));
    });
    return null;
  }

  override destroy(): void {
    this.tunnel.giveUp();
    super.destroy();
  }
}

/** How long a proxy may take to connect, in milliseconds. */
const patience = 30_000;

/** Connections through a proxy, by its method CONNECT. */
class Tunnel {
  readonly #asked = new Set<ClientRequest>();

  constructor(
    readonly proxy: URL,
    readonly trust: ConnectionOptions,
    readonly authorization = authorizationOf(proxy),
  ) {}

  open({ host, port }: Target, onSocket: OnSocket): void {
    const { proxy, trust, authorization } = this;
    const target = `${host?.includes(':') ? `[${host}]` : host}:${port}`;
    const options = {
      host: proxy.hostname.replace(/^\[|\]$/g, ''),
      method: 'CONNECT',
      path: target,
      headers: {
        host: target,
        ...(authorization === undefined ? {} : { 'proxy-authorization': authorization }),
      },
      agent: false as const,
    };
    const asked =
      proxy.protocol === 'https:'
        ? secureRequest({ ...options, port: proxy.port || 443, ...trust })
        : request({ ...options, port: proxy.port || 80 });
    this.#asked.add(asked);
    asked.on('close', () => this.#asked.delete(asked));
    // Requests give up by themselves, and know nothing of a connection that is still on its way.
    asked.setTimeout(patience, () => asked.destroy(silent(proxy)));
    asked.on('connect', ({ statusCode = 0 }, socket) => {
      socket.setTimeout(0);
      if (statusCode === 200) return onSocket(null, socket);
      onSocket(new ProxyRefusal(proxy.host, statusCode), socket.destroy());
    });
    // The type wants a socket also where there is none.
    asked.on('error', error => onSocket(error, new Socket()));
    asked.end();
  }

  /** Ends what the proxy has not answered yet. */
  giveUp(): void {
    for (const asked of this.#asked) asked.destroy(silent(this.proxy));
  }
}

function silent({ host }: URL): Error {
  return Object.assign(new Error(`the proxy ${host} does not answer`), { code: 'ETIMEDOUT' });
}

function authorizationOf({ username, password }: URL): string | undefined {
  if (username === '' && password === '') return undefined;
  const known = `${decodedText(username)}:${decodedText(password)}`;
  return `Basic ${Buffer.from(known).toString('base64')}`;
}
