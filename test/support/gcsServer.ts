// A test server for the five requests by which Google's SDK reads a bucket: it answers as Google documents, and the
// SDK as shipped reads from it (test/integration/gcsStore.test.ts). It is no emulator: nothing is written over HTTP.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import {
  compareUtf8,
  crc32cOf,
  md5Of,
  readPath,
  Refusal,
  sendJson,
  sendMedia,
  type StoredObject,
} from './gcsAnswers';

/** What a token, or nobody, may do below a prefix. */
export interface GcsGrant {
  readonly list: boolean;
  readonly get: boolean;
  /** Default: the whole bucket. */
  readonly prefix?: string;
}

/** What was asked: `list`, `get` and `media` of objects, `bucket` and `buckets`. */
export interface GcsRequest {
  readonly call: 'buckets' | 'bucket' | 'list' | 'get' | 'media';
  /** The object's name, or the prefix of a listing. */
  readonly key: string;
  readonly range: string | undefined;
}

/** A test server with one bucket, which a test fills. */
export interface GcsServer {
  readonly bucket: string;
  readonly port: number;
  /** `http://127.0.0.1:PORT`. */
  readonly endpoint: string;
  readonly requests: readonly GcsRequest[];
  put(key: string, content: Uint8Array | string): void;
  remove(key: string): void;
  /** Lets whoever has this token in; undefined is nobody. `good-token` may list and get from the start. */
  grant(token: string | undefined, rights: GcsGrant | undefined): void;
  /** The next requests are answered with these instead. */
  refuse(status: number, reason: string, headers?: Readonly<Record<string, string>>): void;
}

/** The token that may do everything. */
export const goodToken = 'good-token';

/** Runs `body` with a new test server and its empty bucket. */
export async function withGcsServer(body: (server: GcsServer) => Promise<void>): Promise<void> {
  const served = new GcsTestServer();
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

/** What Google allows, and what it gives when nobody says how many. */
const mostResults = 1000;

class GcsTestServer implements GcsServer {
  readonly bucket = 'pendo-exports';
  port = 0;
  readonly requests: GcsRequest[] = [];
  readonly #objects = new Map<string, StoredObject>();
  readonly #grants = new Map<string | undefined, GcsGrant>([
    [goodToken, { list: true, get: true }],
  ]);
  readonly #refusals: Refusal[] = [];
  #generation = 1_700_000_000_000_000;

  get endpoint(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  put(key: string, content: Uint8Array | string): void {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    const generation = String(++this.#generation);
    this.#objects.set(key, { bytes, generation, updated: new Date().toISOString() });
  }

  remove(key: string): void {
    this.#objects.delete(key);
  }

  grant(token: string | undefined, rights: GcsGrant | undefined): void {
    if (rights) this.#grants.set(token, rights);
    else this.#grants.delete(token);
  }

  refuse(status: number, reason: string, headers: Readonly<Record<string, string>> = {}): void {
    this.#refusals.push(new Refusal(status, reason, `test server: ${reason}`, headers));
  }

  answer(incoming: IncomingMessage, response: ServerResponse): void {
    try {
      this.#answer(incoming, response);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { status: code, reason, message, headers } = error;
      const body = { error: { code, message, errors: [{ message, domain: 'global', reason }] } };
      sendJson(response, code, body, headers);
    }
  }

  #answer(incoming: IncomingMessage, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(incoming.url ?? '/', this.endpoint);
    const [bucket, object] = readPath(pathname);
    const { range } = incoming.headers;
    const isMedia = searchParams.get('alt') === 'media';
    const call =
      bucket === undefined
        ? 'buckets'
        : object === undefined
          ? pathname.endsWith('/o')
            ? 'list'
            : 'bucket'
          : isMedia
            ? 'media'
            : 'get';
    const key = object ?? searchParams.get('prefix') ?? '';
    this.requests.push({ call, key, range });
    const refusal = this.#refusals.shift();
    if (refusal) throw refusal;
    const rights = this.#rightsOf(incoming.headers.authorization);
    if (call === 'buckets') {
      return sendJson(response, 200, { kind: 'storage#buckets', items: [this.#describeBucket()] });
    }
    if (bucket !== this.bucket) {
      throw new Refusal(404, 'notFound', 'The specified bucket does not exist.');
    }
    if (call === 'bucket') return sendJson(response, 200, this.#describeBucket());
    if (call === 'list') {
      this.#check(rights, 'list', key);
      return sendJson(response, 200, this.#list(searchParams));
    }
    this.#check(rights, 'get', key);
    const stored = this.#find(key, searchParams, rights);
    if (isMedia) sendMedia(response, stored, range);
    else sendJson(response, 200, this.#describe(key, stored));
  }

  /** Undefined: nobody asks, and nobody has no rights here. */
  #rightsOf(authorization: string | undefined): GcsGrant | undefined {
    const token = authorization?.replace(/^Bearer /, '');
    const rights = this.#grants.get(token);
    if (token !== undefined && !rights) {
      const challenge = { 'www-authenticate': 'Bearer realm="https://accounts.google.com/"' };
      throw new Refusal(401, 'authError', 'Invalid Credentials', challenge);
    }
    return rights;
  }

  #check(rights: GcsGrant | undefined, right: 'list' | 'get', key: string): void {
    if (rights?.[right] && key.startsWith(rights.prefix ?? '')) return;
    const caller = rights ? 'reader@example.iam.gserviceaccount.com' : 'Anonymous caller';
    const message =
      `${caller} does not have storage.objects.${right} access to the Google Cloud Storage ` +
      `${right === 'list' ? 'bucket' : 'object'}. Permission 'storage.objects.${right}' denied on ` +
      'resource (or it may not exist).';
    throw new Refusal(rights ? 403 : 401, rights ? 'forbidden' : 'required', message);
  }

  #find(key: string, query: URLSearchParams, rights: GcsGrant | undefined): StoredObject {
    const stored = this.#objects.get(key);
    const generation = query.get('generation');
    if (!stored || (generation !== null && generation !== stored.generation)) {
      // Who may not list is not told what is missing.
      this.#check(rights, 'list', key);
      const name = `${this.bucket}/${key}${generation === null ? '' : `#${generation}`}`;
      throw new Refusal(404, 'notFound', `No such object: ${name}`);
    }
    if ((query.get('ifGenerationMatch') ?? stored.generation) !== stored.generation) {
      const message = 'At least one of the pre-conditions you specified did not hold.';
      throw new Refusal(412, 'conditionNotMet', message);
    }
    return stored;
  }

  /** Objects and prefixes together make up a page, in the order of their names in UTF-8. */
  #list(query: URLSearchParams): unknown {
    const prefix = query.get('prefix') ?? '';
    const delimiter = query.get('delimiter');
    const token = query.get('pageToken');
    const after = token === null ? undefined : Buffer.from(token, 'base64').toString();
    const asked = Number(query.get('maxResults') ?? mostResults);
    const entries = new Map<string, StoredObject | undefined>();
    for (const [key, stored] of this.#objects) {
      if (!key.startsWith(prefix)) continue;
      const end = delimiter === null ? -1 : key.indexOf(delimiter, prefix.length);
      if (end === -1) entries.set(key, stored);
      else entries.set(key.slice(0, end + 1), undefined);
    }
    const rest = [...entries]
      .sort(([a], [b]) => compareUtf8(a, b))
      .filter(([name]) => after === undefined || compareUtf8(name, after) > 0);
    const page = rest.slice(0, Math.min(asked, mostResults));
    const prefixes = page.flatMap(([name, stored]) => (stored ? [] : [name]));
    const items = page.flatMap(([name, stored]) => (stored ? [this.#describe(name, stored)] : []));
    const last = page.at(-1)?.[0];
    const isLast = page.length === rest.length || last === undefined;
    return {
      kind: 'storage#objects',
      ...(isLast ? {} : { nextPageToken: Buffer.from(last).toString('base64') }),
      ...(prefixes.length > 0 ? { prefixes } : {}),
      ...(items.length > 0 ? { items } : {}),
    };
  }

  #describeBucket(): unknown {
    return { kind: 'storage#bucket', id: this.bucket, name: this.bucket, location: 'EU' };
  }

  #describe(name: string, { bytes, generation, updated }: StoredObject): unknown {
    return {
      kind: 'storage#object',
      id: `${this.bucket}/${name}/${generation}`,
      ...{ name, bucket: this.bucket, generation, metageneration: '1', updated },
      ...{ timeCreated: updated, contentType: 'application/octet-stream' },
      ...{ size: String(bytes.length), md5Hash: md5Of(bytes), crc32c: crc32cOf(bytes) },
    };
  }
}
