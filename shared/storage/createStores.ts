// URL → store. The adapter of a cloud, and with it its SDK, is read when the first of its URLs is opened.
import { isDeepStrictEqual } from 'node:util';

import { DataSyncError } from '../errors';
import { LruMap } from '../util/lruMap';

import type { AskAccess, CloudAccess } from './cloud/cloudAccess';
import type { CloudClient } from './cloud/cloudClient';
import type { CloudPlace } from './cloud/cloudPlace';
import { createCloudStore } from './cloud/cloudStore';
import type { CloudTuning } from './cloud/cloudTuning';
import { cacheOfService, type RangeCache } from './cloud/rangeCache';
import { readCloudUrl } from './cloud/readCloudUrl';
import { createFileStore } from './fileStore';
import { localPath } from './localPath';
import type { ObjectStore } from './objectStore';

/** Opens stores; those of buckets are kept, with their connections, as long as they are opened in the same way. */
export interface Stores {
  /** The store that a user's path or URL names: a folder, `file://…`, or a place in a bucket. */
  open(url: string, signal?: AbortSignal): Promise<ObjectStore>;
}

/** What stores of buckets need of the outside. */
export interface StorePorts {
  readonly access: AskAccess;
  /** Where small ranges are kept that were read already; absent: nowhere. */
  readonly cache?: RangeCache | undefined;
  /** For tests. */
  readonly tuning?: Partial<CloudTuning>;
}

/** Without ports, buckets are `storage.no-credentials`. */
export function createStores(ports: StorePorts = { access: nobody }): Stores {
  return new OwnStores(ports);
}

/** Stores that are kept: each has connections. */
const mostKept = 64;

interface KeptStore {
  readonly access: CloudAccess;
  readonly store: ObjectStore;
}

class OwnStores implements Stores {
  readonly #kept = new LruMap<string, KeptStore>(mostKept);

  constructor(readonly ports: StorePorts) {}

  async open(url: string, signal?: AbortSignal): Promise<ObjectStore> {
    signal?.throwIfAborted();
    const place = readCloudUrl(url)?.place;
    if (!place) return createFileStore(localPath(url));
    const access = await this.ports.access(place, undefined, signal);
    const kept = this.#kept.get(place.url);
    if (kept && isDeepStrictEqual(kept.access, access)) return kept.store;
    const store = await this.#open(place, access);
    this.#kept.set(place.url, { access, store });
    return store;
  }

  async #open(place: CloudPlace, first: CloudAccess): Promise<ObjectStore> {
    const create = await importAdapter(place);
    let access = first;
    const renew = async (signal?: AbortSignal) => {
      access = await this.ports.access(place, access.credentials, signal);
      return create(place, access);
    };
    const { tuning } = this.ports;
    const cache = this.ports.cache && cacheOfService(this.ports.cache, serviceOf(place, first));
    const options = { prefix: place.prefix, renew, cache, ...(tuning ? { tuning } : {}) };
    return createCloudStore(create(place, access), options);
  }
}

function serviceOf(place: CloudPlace, access: CloudAccess): string | undefined {
  return access.endpoint ?? place.endpoint;
}

type CreateClient = (place: CloudPlace, access: CloudAccess) => CloudClient;

async function importAdapter({ provider }: CloudPlace): Promise<CreateClient> {
  switch (provider) {
    case 's3':
      return (await import('./s3/s3Client')).createS3Client;
    case 'gcs':
      return (await import('./gcs/gcsClient')).createGcsClient;
    case 'azure':
      return (await import('./azure/azureClient')).createAzureClient;
  }
}

const nobody: AskAccess = ({ url }) =>
  Promise.reject(
    new DataSyncError(
      'storage.no-credentials',
      `cannot open ${url}: buckets are not read from here. Copy it to a folder first`,
      { url },
    ),
  );
