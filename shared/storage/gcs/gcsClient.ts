// Objects in a bucket of Google Cloud Storage, each request sent once.
import type { IncomingMessage } from 'node:http';

import { DataSyncError } from '../../errors';
import { isRecord } from '../../util/isRecord';
import type { CloudAccess } from '../cloud/cloudAccess';
import type { CloudClient, ListPage, ObjectHead, ObjectRange } from '../cloud/cloudClient';
import type { CloudPlace } from '../cloud/cloudPlace';
import { lostVersion } from '../cloud/lostVersion';
import { createRouteAgents } from '../cloud/routeAgents';
import { isRange, otherRange, strangeAnswer } from '../cloud/strangeAnswer';
import type { ObjectInfo } from '../objectStore';

import { gcsFailure, GcsRefusal, type GcsCall } from './gcsRefusal';
import { RoutedStorage, type GcsWay } from './routedStorage';

/** Google's own service. */
const googleEndpoint = 'https://storage.googleapis.com';

/** A client of a place in Google Cloud Storage: a bearer token, or nobody. */
export function createGcsClient(place: CloudPlace, access: CloudAccess): CloudClient {
  const { credentials, endpoint = googleEndpoint, route } = access;
  if (credentials.kind !== 'bearer' && credentials.kind !== 'anonymous') {
    const message = `cannot open ${place.url}: credentials of the kind ${credentials.kind} are not Google's`;
    throw new DataSyncError('storage.bad-credentials', message, { kind: credentials.kind });
  }
  const token = credentials.kind === 'bearer' ? credentials.token : undefined;
  const way = { endpoint, agents: createRouteAgents(route), token };
  return new GcsClient(place, way, access.source);
}

class GcsClient implements CloudClient {
  readonly url: string;

  constructor(
    readonly place: CloudPlace,
    readonly way: GcsWay,
    readonly source: string,
  ) {
    this.url = place.url;
  }

  async listPage(
    prefix: string,
    next: string | undefined,
    signal?: AbortSignal,
  ): Promise<ListPage> {
    const query = {
      ...{ prefix, delimiter: '/', maxResults: 1000, autoPaginate: false },
      ...(next === undefined ? {} : { pageToken: next }),
      fields: 'nextPageToken,prefixes,items(name,size,generation,updated)',
    };
    try {
      const [, , answer] = await this.#bucket(signal).getFiles(query);
      return readAnswer(answer, prefix);
    } catch (error) {
      throw gcsFailure(error, this.#call('list', prefix));
    }
  }

  async head(key: string, signal?: AbortSignal): Promise<ObjectHead | undefined> {
    const call = this.#call('read', key);
    try {
      const [metadata] = await this.#bucket(signal).file(key).getMetadata();
      const { generation, size, md5Hash } = metadata;
      if (generation === undefined || size === undefined) {
        throw strangeAnswer("Google's", 'it has no generation or no size', call);
      }
      // What was composed of several objects has none.
      const md5 = md5Hash && Buffer.from(md5Hash, 'base64').toString('hex');
      return { ...infoOf({ ...metadata, name: key }), ...(md5 ? { md5 } : {}) };
    } catch (error) {
      if (error instanceof GcsRefusal && error.status === 404) return undefined;
      throw gcsFailure(error, call);
    }
  }

  async read(range: ObjectRange, signal?: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
    const { key, version, start, end } = range;
    const call = this.#call('read', key);
    const path = `b/${encodeURIComponent(this.place.bucket)}/o/${encodeURIComponent(key)}`;
    // As it is stored: what was uploaded with gzip as its encoding has the size that a listing tells.
    const headers = { range: `bytes=${start}-${end - 1}`, 'accept-encoding': 'gzip' };
    try {
      const storage = new RoutedStorage(this.way, signal);
      const answer = await storage.ask(path, { alt: 'media', generation: version }, headers);
      return bodyOf(answer, range, call);
    } catch (error) {
      // A generation that is no longer there.
      if (error instanceof GcsRefusal && error.status === 404) {
        throw await lostVersion(this, range, this.#shown(key), signal);
      }
      throw gcsFailure(error, call);
    }
  }

  #bucket(signal: AbortSignal | undefined) {
    return new RoutedStorage(this.way, signal).bucket(this.place.bucket);
  }

  #call(verb: 'list' | 'read', key: string): GcsCall {
    return {
      doing: `${verb} ${this.#shown(key)}`,
      permission: verb === 'list' ? 'storage.objects.list' : 'storage.objects.get',
      source: this.source,
      isAnonymous: this.way.token === undefined,
    };
  }

  #shown(key: string): string {
    return `gs://${this.place.bucket}/${key}`;
  }
}

/** The JSON of a listing. */
function readAnswer(answer: unknown, prefix: string): ListPage {
  if (!isRecord(answer)) return { folders: [], objects: [] };
  const { prefixes, items, nextPageToken } = answer;
  const folders = listOf(prefixes).filter(each => typeof each === 'string');
  const objects = listOf(items).filter(isRecord).map(infoOf);
  return {
    folders: folders.map(each => each.slice(prefix.length, -1)),
    objects: objects.filter(({ path }) => !path.endsWith('/')),
    ...(typeof nextPageToken === 'string' ? { next: nextPageToken } : {}),
  };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The JSON of an object's metadata; Google writes numbers as strings. */
function infoOf(metadata: Readonly<Record<string, unknown>>): ObjectInfo {
  const { name, size, generation, updated } = metadata;
  const modified = Date.parse(String(updated));
  return {
    path: String(name),
    size: Number(size),
    version: String(generation),
    ...(Number.isNaN(modified) ? {} : { modified }),
  };
}

/** The body, if it is what was asked for. */
function bodyOf(
  answer: IncomingMessage,
  range: ObjectRange,
  call: GcsCall,
): AsyncIterable<Uint8Array> {
  const { 'content-range': contentRange, 'content-length': length } = answer.headers;
  const generation = answer.headers['x-goog-generation'];
  const answered = {
    // Its own word for it, which somebody in between may leave out: the question named the generation.
    version: typeof generation === 'string' ? generation : range.version,
    ...{ contentRange, contentLength: length === undefined ? undefined : Number(length) },
  };
  if (isRange(range, answered)) return answer;
  answer.destroy();
  throw strangeAnswer("Google's", otherRange, call);
}
