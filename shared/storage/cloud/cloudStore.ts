// Exports in a bucket, whosever it is: what the port of stores promises, made of an adapter's single requests.
import { DataSyncError } from '../../errors';
import { LruMap } from '../../util/lruMap';
import { joinPath, pathFault } from '../objectPath';
import type { Listing, ObjectInfo, ObjectStore, OpenObject } from '../objectStore';

import type { CloudClient, ListPage, ObjectHead } from './cloudClient';
import { CloudObject } from './cloudObject';
import { CloudRequests, type RenewClient } from './cloudRequests';
import { defaultTuning, type CloudTuning } from './cloudTuning';
import type { RangeCache } from './rangeCache';

/** What a store over a bucket can be told. */
export interface CloudStoreOptions {
  /** The store's root: keys are below it. Without slashes at its ends; `''`, the default, is the whole bucket. */
  readonly prefix?: string;
  /**
   * Called when the service says that the credentials have expired: the new client is used from then on. Without it,
   * and when the new ones are refused as well, that is `storage.bad-credentials`.
   */
  readonly renew?: RenewClient | undefined;
  /** Small ranges that were read already; large ones, of which a sync reads many once, do not pass through it. */
  readonly cache?: RangeCache | undefined;
  /** For tests. */
  readonly tuning?: Partial<CloudTuning>;
}

/** A store over a client of a bucket. */
export function createCloudStore(
  client: CloudClient,
  { prefix = '', renew, cache, tuning }: CloudStoreOptions = {},
): ObjectStore {
  const requests = new CloudRequests(client, { ...defaultTuning, ...tuning }, renew);
  return new CloudStore(client.url, prefix, requests, cache);
}

/** A sync asks for the sizes of its files and then opens each: that is one request, not two. */
const mostKnown = 50_000;
/** How long, in milliseconds, what was asked is believed. */
const freshFor = 60_000;

interface KnownObject {
  readonly found: ObjectHead;
  /** By performance.now(). */
  readonly until: number;
}

class CloudStore implements ObjectStore {
  readonly #known = new LruMap<string, KnownObject>(mostKnown);

  constructor(
    readonly url: string,
    readonly prefix: string,
    readonly requests: CloudRequests,
    readonly cache: RangeCache | undefined,
  ) {}

  async list(folder: string, signal?: AbortSignal): Promise<Listing> {
    signal?.throwIfAborted();
    if (folder !== '') this.#assertInside(folder);
    const shown = this.#shown(folder);
    const key = joinPath(this.prefix, folder);
    const prefix = key === '' ? '' : `${key}/`;
    const folders = new Set<string>();
    const objects: ObjectInfo[] = [];
    for (let next: string | undefined, last = false; !last;) {
      const page = await this.#listPage({ prefix, next, shown }, signal);
      for (const name of page.folders) if (!pathFault(name)) folders.add(name);
      for (const object of page.objects) {
        const name = object.path.slice(prefix.length);
        if (!pathFault(name)) objects.push({ ...object, path: joinPath(folder, name) });
      }
      if (page.next !== undefined && page.next === next) throw circle(shown);
      next = page.next;
      last = next === undefined;
    }
    // Buckets know no folders: one that holds nothing is none.
    if (key !== '' && folders.size + objects.length === 0) throw notFound(shown, folder);
    return { folders: [...folders].sort(), objects: objects.sort(byPath) };
  }

  async stat(path: string, signal?: AbortSignal): Promise<ObjectInfo | undefined> {
    signal?.throwIfAborted();
    const found = await this.#head(path, signal);
    if (!found) return undefined;
    this.#known.set(path, { found, until: performance.now() + freshFor });
    const { size, version, modified } = found;
    return { path, size, version, ...(modified === undefined ? {} : { modified }) };
  }

  async open(path: string, signal?: AbortSignal): Promise<OpenObject> {
    signal?.throwIfAborted();
    const shown = this.#shown(path);
    const found = this.#takeKnown(path) ?? (await this.#head(path, signal));
    if (!found) throw notFound(shown, path);
    const key = joinPath(this.prefix, path);
    return new CloudObject(this.requests, { key, shown }, found, this.cache);
  }

  async #head(path: string, signal: AbortSignal | undefined): Promise<ObjectHead | undefined> {
    this.#assertInside(path);
    const key = joinPath(this.prefix, path);
    const found = await this.requests.send(
      `read ${this.#shown(path)}`,
      (client, watch) => watch.next(client.head(key, watch.signal)),
      signal,
    );
    return found && { ...found, path };
  }

  /** What is known of an object serves one opening: bytes of another version than that are an error, not a mixture. */
  #takeKnown(path: string): ObjectHead | undefined {
    const known = this.#known.peek(path);
    this.#known.delete(path);
    return known && performance.now() < known.until ? known.found : undefined;
  }

  #listPage({ prefix, next, shown }: PageToRead, signal?: AbortSignal): Promise<ListPage> {
    return this.requests.send(
      `list ${shown}`,
      (client, watch) => watch.next(client.listPage(prefix, next, watch.signal)),
      signal,
    );
  }

  #assertInside(path: string): void {
    const fault = pathFault(path);
    if (!fault) return;
    throw new DataSyncError(
      'storage.outside-folder',
      `${this.#shown(path)} is refused: ${fault}. Only objects below ${this.url} are read`,
      { path },
    );
  }

  #shown(path: string): string {
    return path === '' ? this.url : `${this.url.replace(/\/$/, '')}/${path}`;
  }
}

/** One page of a folder's listing. */
interface PageToRead {
  readonly prefix: string;
  readonly next: string | undefined;
  readonly shown: string;
}

function notFound(shown: string, path: string): DataSyncError {
  return new DataSyncError('storage.not-found', `${shown} does not exist`, { path });
}

function circle(shown: string): DataSyncError {
  const message = `cannot list ${shown}: the service names the same page again and again`;
  return new DataSyncError('storage.read-failed', message, { path: shown });
}

function byPath(a: ObjectInfo, b: ObjectInfo): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
