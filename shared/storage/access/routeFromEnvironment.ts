// The way out as the environment describes it to command lines: a proxy, hosts that need none, certificates.
import { readFile } from 'node:fs/promises';

import { DataSyncError } from '../../errors';
import type { NetworkRoute } from '../cloud/cloudAccess';

import type { Environment } from './accessPorts';

/** The way to a URL; undefined: straight out, by the certificates that Node trusts. */
export type FindRoute = (url: string) => NetworkRoute | undefined;

/** Reads the environment once; the certificates that it names are read with it. */
export async function routeFromEnvironment(
  environment: Environment,
  signal?: AbortSignal,
): Promise<FindRoute> {
  const certificates = await readCertificates(environment['NODE_EXTRA_CA_CERTS'], signal);
  const isBlind = environment['NODE_TLS_REJECT_UNAUTHORIZED'] === '0';
  return url => {
    const proxy = proxyOf(environment, new URL(url));
    const route = {
      ...(proxy === undefined ? {} : { proxy }),
      ...(certificates === undefined ? {} : { certificates: [certificates] }),
      ...(isBlind ? { verifyCertificates: false } : {}),
    };
    return Object.keys(route).length === 0 ? undefined : route;
  };
}

async function readCertificates(
  file: string | undefined,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  if (!file) return undefined;
  try {
    return await readFile(file, { encoding: 'utf8', ...(signal ? { signal } : {}) });
  } catch (error) {
    signal?.throwIfAborted();
    const message = `cannot read ${file}, which NODE_EXTRA_CA_CERTS names. Name a file of PEM certificates, or none`;
    throw new DataSyncError('storage.unreachable', message, { file }, { cause: error });
  }
}

/** Small letters come before large ones, as curl has it. */
function proxyOf(environment: Environment, url: URL): string | undefined {
  const read = (name: string) => environment[name.toLowerCase()] || environment[name];
  const proxy = read(url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY') || read('ALL_PROXY');
  if (!proxy || isLocal(url) || needsNone(url, read('NO_PROXY') ?? '')) return undefined;
  return checked(proxy.includes('://') ? proxy : `http://${proxy}`);
}

function isLocal({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}

/** `NO_PROXY`: hosts with all below them, with or without a leading dot or `*.` and with or without a port; `*` is all. */
function needsNone({ hostname, port, protocol }: URL, list: string): boolean {
  const ownPort = port || (protocol === 'https:' ? '443' : '80');
  return list
    .split(/[\s,]+/)
    .filter(rule => rule !== '')
    .some(rule => {
      if (rule === '*') return true;
      const [, host = rule, rulePort] = /^([^:]+|\[.*\]):(\d+)$/.exec(rule) ?? [];
      if (rulePort !== undefined && rulePort !== ownPort) return false;
      const name = host.toLowerCase().replace(/^\*?\./, '');
      return hostname === name || hostname === `[${name}]` || hostname.endsWith(`.${name}`);
    });
}

/** What is said of it leaves its user and password out. */
function checked(proxy: string): string {
  const url = URL.canParse(proxy) ? new URL(proxy) : undefined;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return proxy;
  const kind = url ? `a proxy of the kind ${url.protocol.slice(0, -1)}` : 'no URL';
  const message = `the proxy that the environment names is ${kind}. Name one as http://host:port, or list the host in NO_PROXY`;
  throw new DataSyncError('storage.unreachable', message, { kind });
}
