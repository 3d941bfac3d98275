// Blobs in a container of Azure, each request sent once.
import {
  AnonymousCredential,
  ContainerClient,
  StorageSharedKeyCredential,
  type ContainerListBlobHierarchySegmentResponse,
} from '@azure/storage-blob';

import { DataSyncError } from '../../errors';
import type { CloudAccess, CloudCredentials } from '../cloud/cloudAccess';
import type { CloudClient, ListPage, ObjectRange } from '../cloud/cloudClient';
import type { CloudPlace } from '../cloud/cloudPlace';
import { lostVersion } from '../cloud/lostVersion';
import { createRouteAgents } from '../cloud/routeAgents';
import type { ObjectInfo } from '../objectStore';

import { azureFailure, isMissing, isUnmet, type AzureCall } from './azureFailure';

/** A client of a place in Azure Blob Storage: an account key, a SAS, a bearer token, or nobody. */
export function createAzureClient(place: CloudPlace, access: CloudAccess): CloudClient {
  const { credentials, route } = access;
  const endpoint =
    access.endpoint ?? place.endpoint ?? `https://${place.account}.blob.core.windows.net`;
  const url = new URL(`${endpoint.replace(/\/$/, '')}/${encodeURIComponent(place.bucket)}`);
  if (credentials.kind === 'azureSas') url.search = credentials.sas;
  const isSecure = url.protocol === 'https:';
  const agents = createRouteAgents(route);
  const options = {
    // One of its own also keeps the SDK from a proxy that only the environment names.
    agent: isSecure ? agents.https : agents.http,
    retryOptions: { maxTries: 1 },
  };
  const credential = credentialOf(place, credentials, isSecure);
  const container = new ContainerClient(url.href, credential, options);
  return new AzureClient(place, container, access);
}

class AzureClient implements CloudClient {
  readonly url: string;

  constructor(
    readonly place: CloudPlace,
    readonly container: ContainerClient,
    readonly access: CloudAccess,
  ) {
    this.url = place.url;
  }

  async listPage(
    prefix: string,
    next: string | undefined,
    signal?: AbortSignal,
  ): Promise<ListPage> {
    const options = { prefix, ...abortedBy(signal) };
    const start = next === undefined ? {} : { continuationToken: next };
    try {
      const blobs = this.container.listBlobsByHierarchy('/', options);
      const pages: Pages = blobs.byPage({ maxPageSize: 1000, ...start });
      const { value } = await pages.next();
      const { blobPrefixes = [], blobItems = [] } = value?.segment ?? {};
      return {
        folders: blobPrefixes.map(({ name }) => name.slice(prefix.length, -1)),
        objects: blobItems.filter(({ name }) => !name.endsWith('/')).map(infoOf),
        ...(value?.continuationToken ? { next: value.continuationToken } : {}),
      };
    } catch (error) {
      throw azureFailure(error, this.#call('list', prefix));
    }
  }

  async head(key: string, signal?: AbortSignal): Promise<ObjectInfo | undefined> {
    try {
      const found = await this.container.getBlobClient(key).getProperties(abortedBy(signal));
      // A folder of an account with a hierarchical namespace.
      if (found.metadata?.['hdi_isfolder'] === 'true') return undefined;
      return infoOf({ name: key, properties: found });
    } catch (error) {
      if (isMissing(error) && this.access.credentials.kind !== 'anonymous') return undefined;
      throw azureFailure(error, this.#call('read', key));
    }
  }

  async read(range: ObjectRange, signal?: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
    const { key, version, start, end } = range;
    try {
      const answer = await this.container.getBlobClient(key).download(start, end - start, {
        conditions: { ifMatch: `"${version}"` },
        maxRetryRequests: 0,
        ...abortedBy(signal),
      });
      return chunksOf(answer.readableStreamBody);
    } catch (error) {
      if (isUnmet(error)) throw await lostVersion(this, range, this.#shown(key), signal);
      throw azureFailure(error, this.#call('read', key));
    }
  }

  #call(verb: 'list' | 'read', key: string): AzureCall {
    const { source, credentials } = this.access;
    return { doing: `${verb} ${this.#shown(key)}`, permission: verb, source, credentials };
  }

  #shown(key: string): string {
    return `az://${this.place.account}/${this.place.bucket}/${key}`;
  }
}

function credentialOf(
  { url, account }: CloudPlace,
  credentials: CloudCredentials,
  isSecure: boolean,
): StorageSharedKeyCredential | AnonymousCredential | BearerToken {
  const refuse = (why: string) =>
    new DataSyncError('storage.bad-credentials', `cannot open ${url}: ${why}`, {
      kind: credentials.kind,
    });
  switch (credentials.kind) {
    case 'anonymous':
    case 'azureSas':
      return new AnonymousCredential();
    case 'azureKey':
      return new StorageSharedKeyCredential(account, credentials.accountKey);
    case 'bearer': {
      if (!isSecure) throw refuse('a token is sent over https only. Use an endpoint with https');
      const { token } = credentials;
      // Whether it is still good, the service says.
      return { getToken: async () => ({ token, expiresOnTimestamp: Date.now() + 3_600_000 }) };
    }
    case 'awsKeys':
      throw refuse("credentials of the kind awsKeys are not Azure's");
  }
}

/** What the SDK asks for a token by. */
interface BearerToken {
  readonly getToken: () => Promise<{ token: string; expiresOnTimestamp: number }>;
}

/** A listing of a folder, page by page. */
type Pages = AsyncIterator<ContainerListBlobHierarchySegmentResponse, undefined>;

function abortedBy(signal: AbortSignal | undefined): { readonly abortSignal?: AbortSignal } {
  return signal ? { abortSignal: signal } : {};
}

/** What a listing and a blob's own headers tell alike; only the headers have quotes around the etag. */
function infoOf({ name, properties }: BlobFacts): ObjectInfo {
  const { contentLength = 0, etag = '', lastModified } = properties;
  return {
    path: name,
    size: contentLength,
    version: etag.replace(/^"|"$/g, ''),
    ...(lastModified ? { modified: lastModified.getTime() } : {}),
  };
}

interface BlobFacts {
  readonly name: string;
  readonly properties: {
    readonly contentLength?: number | undefined;
    readonly etag?: string | undefined;
    readonly lastModified?: Date | undefined;
  };
}

async function* chunksOf(
  body: NodeJS.ReadableStream | undefined,
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of body ?? [])
    yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
}
