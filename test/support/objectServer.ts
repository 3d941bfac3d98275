// A small object server over HTTP, for tests of what lies between a CloudClient and a store; and the client for it.
// Not a cloud: those are tested against servers of their own protocol.
import { once } from 'node:events';
import {
  Agent,
  createServer,
  request,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

import { DataSyncError } from '../../shared/errors';
import type { CloudClient, ListPage, ObjectRange } from '../../shared/storage/cloud/cloudClient';
import { CloudFault } from '../../shared/storage/cloud/cloudFault';
import type { ObjectInfo } from '../../shared/storage/objectStore';
import { isRecord } from '../../shared/util/isRecord';

/** Content of an object; one that is made on demand may be larger than memory. */
export type ServedContent =
  Uint8Array | { readonly size: number; readonly read: (start: number, end: number) => Uint8Array };

interface Served {
  readonly size: number;
  readonly read: (start: number, end: number) => Uint8Array;
  readonly version: string;
}

/** What was asked of the server. */
export interface ServedRequest {
  readonly method: string;
  readonly key: string;
  /** Half-open; undefined for requests without a range. */
  readonly range: { readonly start: number; readonly end: number } | undefined;
}

/** A server whose objects a test puts and removes. */
export interface ObjectServer {
  readonly port: number;
  readonly requests: readonly ServedRequest[];
  /** Entries of a page of a listing. */
  pageSize: number;
  /** Whoever comes with another one is refused as expired. */
  token: string;
  put(key: string, content: ServedContent | string): void;
  remove(key: string): void;
}

/** Runs `body` with a new, empty server. */
export async function withObjectServer(body: (server: ObjectServer) => Promise<void>) {
  const served = new ServedObjects();
  const server = createServer((incoming, response) => served.answer(incoming, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  served.port = (server.address() as AddressInfo).port;
  try {
    await body(served);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

class ServedObjects implements ObjectServer {
  port = 0;
  pageSize = 1000;
  token = 'first';
  readonly requests: ServedRequest[] = [];
  readonly #objects = new Map<string, Served>();
  #versions = 0;

  put(key: string, content: ServedContent | string): void {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    const version = `v${++this.#versions}`;
    if (!(bytes instanceof Uint8Array)) {
      this.#objects.set(key, { ...bytes, version });
      return;
    }
    const read = (start: number, end: number) => bytes.subarray(start, end);
    this.#objects.set(key, { size: bytes.length, read, version });
  }

  remove(key: string): void {
    this.#objects.delete(key);
  }

  answer(incoming: IncomingMessage, response: ServerResponse): void {
    const url = new URL(incoming.url ?? '/', 'http://localhost');
    const method = incoming.method ?? 'GET';
    if (incoming.headers.authorization !== this.token) return refuse(response, 401);
    const prefix = url.searchParams.get('prefix');
    if (prefix !== null) {
      this.requests.push({ method: 'LIST', key: prefix, range: undefined });
      const page = this.#page(prefix, url.searchParams.get('next') ?? '');
      response.end(JSON.stringify(page));
      return;
    }
    const key = decodeURIComponent(url.pathname.slice(1));
    const range = readRangeHeader(incoming.headers.range);
    this.requests.push({ method, key, range });
    const object = this.#objects.get(key);
    if (!object) return refuse(response, 404);
    if ((incoming.headers['if-match'] ?? object.version) !== object.version) {
      return refuse(response, 412);
    }
    send(response, object, { isHead: method === 'HEAD', range });
  }

  #page(prefix: string, after: string): ListPage {
    const names = new Map<string, ObjectInfo | undefined>();
    for (const key of [...this.#objects.keys()].sort()) {
      if (!key.startsWith(prefix)) continue;
      const slash = key.indexOf('/', prefix.length);
      const name = slash === -1 ? key : key.slice(0, slash + 1);
      const object = this.#objects.get(key);
      if (name <= after || !object) continue;
      const { size, version } = object;
      names.set(name, slash === -1 ? { path: key, size, version } : undefined);
    }
    const page = [...names].slice(0, this.pageSize);
    const last = page.at(-1)?.[0];
    return {
      folders: page.flatMap(([name, info]) => (info ? [] : [name.slice(prefix.length, -1)])),
      objects: page.flatMap(([, info]) => info ?? []),
      ...(names.size > page.length && last !== undefined ? { next: last } : {}),
    };
  }
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status).end();
}

function readRangeHeader(header: string | undefined): ServedRequest['range'] {
  const [, start, last] = /^bytes=(\d+)-(\d+)$/.exec(header ?? '') ?? [];
  return start === undefined ? undefined : { start: Number(start), end: Number(last) + 1 };
}

function send(
  response: ServerResponse,
  { size, read, version }: Served,
  { isHead, range }: { readonly isHead: boolean; readonly range: ServedRequest['range'] },
): void {
  const start = range?.start ?? 0;
  const end = Math.min(range?.end ?? size, size);
  response.writeHead(range ? 206 : 200, { 'content-length': end - start, etag: version });
  if (isHead) response.end();
  else writePieces(response, { start, end, read });
}

/** As fast as the other side takes it, and never the whole of it in memory. */
function writePieces(
  response: ServerResponse,
  {
    start,
    end,
    read,
  }: { readonly start: number; readonly end: number; readonly read: Served['read'] },
): void {
  let position = start;
  const write = (): void => {
    while (position < end) {
      const next = Math.min(position + (1 << 16), end);
      const hasRoom = response.write(read(position, next));
      position = next;
      if (!hasRoom) {
        response.once('drain', write);
        return;
      }
    }
    response.end();
  };
  write();
}

/** A client for the server at a port, or for a proxy before it. */
export function createObjectClient(port: number, token = 'first'): CloudClient {
  const agent = new Agent({ keepAlive: false });
  const get = (method: string, path: string, more: OutgoingHttpHeaders, signal?: AbortSignal) =>
    ask(
      { agent, host: '127.0.0.1', port, method, path, headers: { authorization: token, ...more } },
      signal,
    );
  return {
    url: 'test://bucket',
    async listPage(prefix, next = '', signal) {
      const query = new URLSearchParams({ prefix, next });
      const answer = await get('GET', `/?${query.toString()}`, {}, signal);
      checkStatus(answer, prefix);
      const chunks: Uint8Array[] = [];
      for await (const chunk of bodyOf(answer)) chunks.push(chunk);
      return readPage(JSON.parse(Buffer.concat(chunks).toString()));
    },
    async head(key, signal) {
      const answer = await get('HEAD', pathOf(key), {}, signal);
      answer.resume();
      if (answer.statusCode === 404) return undefined;
      checkStatus(answer, key);
      const { etag = '', 'content-length': size } = answer.headers;
      return { path: key, size: Number(size), version: etag };
    },
    async read({ key, version, start, end }: ObjectRange, signal) {
      const headers = { range: `bytes=${start}-${end - 1}`, 'if-match': version };
      const answer = await get('GET', pathOf(key), headers, signal);
      checkStatus(answer, key);
      return bodyOf(answer);
    },
  };
}

function pathOf(key: string): string {
  return `/${key.split('/').map(encodeURIComponent).join('/')}`;
}

async function ask(
  options: Parameters<typeof request>[1] & object,
  signal: AbortSignal | undefined,
): Promise<IncomingMessage> {
  const sent = request({ ...options, ...(signal ? { signal } : {}) });
  sent.end();
  return new Promise((resolve, reject) => {
    sent.on('response', resolve);
    sent.on('error', error => {
      reject(signal?.aborted ? error : new CloudFault('connection', error.message));
    });
  });
}

function bodyOf(answer: IncomingMessage): AsyncIterable<Uint8Array> {
  return answer;
}

function checkStatus(answer: IncomingMessage, key: string): void {
  const { statusCode = 0 } = answer;
  if (statusCode === 200 || statusCode === 206) return;
  answer.resume();
  if (statusCode === 404) throw new DataSyncError('storage.not-found', `${key} is gone`);
  if (statusCode === 412) throw new DataSyncError('storage.changed', `${key} has changed`);
  const seconds = answer.headers['retry-after'];
  const retryAfter = seconds === undefined ? undefined : Number(seconds) * 1000;
  const kind = statusCode === 401 ? 'expired' : statusCode === 429 ? 'throttled' : 'server';
  throw new CloudFault(kind, `status ${statusCode}`, retryAfter);
}

/** A page of a listing out of its JSON. */
function readPage(json: unknown): ListPage {
  if (!isListPage(json)) throw new CloudFault('server', 'the answer is no listing');
  return json;
}

function isListPage(json: unknown): json is ListPage {
  return isRecord(json) && Array.isArray(json['folders']) && Array.isArray(json['objects']);
}
