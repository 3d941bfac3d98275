// The way out of this machine for requests to clouds: past the proxy, with the certificates that the user trusts.
import { Agent as HttpAgent, request, type AgentOptions } from 'node:http';
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
  const tunnel = new Tunnel(new URL(proxy), trust);
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
}

/** Connections through a proxy, by its method CONNECT. */
class Tunnel {
  constructor(
    readonly proxy: URL,
    readonly trust: ConnectionOptions,
  ) {}

  open({ host, port }: Target, onSocket: OnSocket): void {
    const { proxy, trust } = this;
    const target = `${host?.includes(':') ? `[${host}]` : host}:${port}`;
    const options = {
      host: proxy.hostname.replace(/^\[|\]$/g, ''),
      method: 'CONNECT',
      path: target,
      headers: { host: target, ...authorizationOf(proxy) },
      agent: false as const,
    };
    const asked =
      proxy.protocol === 'https:'
        ? secureRequest({ ...options, port: proxy.port || 443, ...trust })
        : request({ ...options, port: proxy.port || 80 });
    asked.on('connect', ({ statusCode = 0 }, socket) => {
      if (statusCode === 200) return onSocket(null, socket);
      onSocket(new ProxyRefusal(proxy.host, statusCode), socket.destroy());
    });
    // The type wants a socket also where there is none.
    asked.on('error', error => onSocket(error, new Socket()));
    asked.end();
  }
}

function authorizationOf({ username, password }: URL): Readonly<Record<string, string>> {
  if (username === '' && password === '') return {};
  const known = `${decodedText(username)}:${decodedText(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(known).toString('base64')}` };
}
