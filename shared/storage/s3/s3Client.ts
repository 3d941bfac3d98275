// Objects in a bucket of Amazon S3, or of whoever speaks its protocol, each request sent once.
import { unescape } from 'node:querystring';
import { Readable } from 'node:stream';

import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  type GetObjectCommandOutput,
  type ListObjectsV2CommandOutput,
  type S3Client as S3Sdk,
} from '@aws-sdk/client-s3';

import { DataSyncError } from '../../errors';
import type { CloudAccess } from '../cloud/cloudAccess';
import type { CloudClient, ListPage, ObjectHead, ObjectRange } from '../cloud/cloudClient';
import type { CloudPlace } from '../cloud/cloudPlace';
import { lostVersion } from '../cloud/lostVersion';
import { createRouteAgents } from '../cloud/routeAgents';
import { isRange, otherRange, strangeAnswer } from '../cloud/strangeAnswer';
import type { ObjectInfo } from '../objectStore';

import { homeRegion, s3Failure, statusOf, type S3Call } from './s3Failure';
import { createS3Sdk, type S3Way } from './s3Sdk';

/** Where a bucket is looked for that nobody told a region of: from there every bucket's own one is told. */
const firstRegion = 'us-east-1';

/** A client of a place in S3: an access key, a temporary one with its token, or nobody. */
export function createS3Client(place: CloudPlace, access: CloudAccess): CloudClient {
  const { credentials, source, endpoint, pathStyle, route } = access;
  if (credentials.kind !== 'awsKeys' && credentials.kind !== 'anonymous') {
    const message = `cannot open ${place.url}: credentials of the kind ${credentials.kind} are not Amazon's`;
    throw new DataSyncError('storage.bad-credentials', message, { kind: credentials.kind });
  }
  const keys = credentials.kind === 'awsKeys' ? credentials : undefined;
  const way = {
    keys,
    agents: createRouteAgents(route),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(pathStyle === undefined ? {} : { pathStyle }),
  };
  return new S3Client(place, new RegionalSdk(way, access.region ?? place.region), source);
}

class S3Client implements CloudClient {
  readonly url: string;
  readonly #sdk: RegionalSdk;

  constructor(
    readonly place: CloudPlace,
    sdk: RegionalSdk,
    readonly source: string,
  ) {
    this.url = place.url;
    this.#sdk = sdk;
  }

  async listPage(
    prefix: string,
    next: string | undefined,
    signal?: AbortSignal,
  ): Promise<ListPage> {
    const call = this.#call('s3:ListBucket', prefix);
    const command = new ListObjectsV2Command({
      ...{ Bucket: this.place.bucket, Prefix: prefix, Delimiter: '/', MaxKeys: 1000 },
      // XML has no characters for some keys.
      EncodingType: 'url',
      ContinuationToken: next,
    });
    try {
      const answer = await this.#sdk.ask(sdk => sdk.send(command, abortedBy(signal)));
      // A page of somebody in between, who answers everything with a success, reads as an empty listing.
      if (answer.Name === undefined)
        throw strangeAnswer("S3's", 'it is no listing of a bucket', call);
      // Who speaks only the first version of it says it in another way: the rest would be lost without a word.
      if (answer.IsTruncated && answer.NextContinuationToken === undefined) {
        throw strangeAnswer("S3's", 'it is cut off and names no next page', call);
      }
      return readListing(answer, prefix);
    } catch (error) {
      throw s3Failure(error, call);
    }
  }

  async head(key: string, signal?: AbortSignal): Promise<ObjectHead | undefined> {
    const call = this.#call('s3:GetObject', key);
    const command = new HeadObjectCommand({ Bucket: this.place.bucket, Key: key });
    try {
      const found = await this.#sdk.ask(sdk => sdk.send(command, abortedBy(signal)));
      const { ETag, ContentLength: Size, LastModified, ServerSideEncryption } = found;
      if (!ETag || Size === undefined)
        throw strangeAnswer("S3's", 'it has no etag or no length', call);
      const info = infoOf(key, { ETag, Size, LastModified });
      // Of an upload in parts the etag has a dash; under a key of KMS, and in a directory bucket, it is no digest.
      const isOther = ServerSideEncryption?.includes('kms') || this.place.bucket.endsWith('--x-s3');
      const isMd5 = /^[0-9a-f]{32}$/.test(info.version) && !isOther;
      return { ...info, ...(isMd5 ? { md5: info.version } : {}) };
    } catch (error) {
      if (statusOf(error) === 404) return undefined;
      throw s3Failure(await this.#reasonOf(error, key, signal), call);
    }
  }

  async read(range: ObjectRange, signal?: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
    const { key, version, start, end } = range;
    const call = this.#call('s3:GetObject', key);
    const command = new GetObjectCommand({
      ...{ Bucket: this.place.bucket, Key: key },
      Range: `bytes=${start}-${end - 1}`,
      IfMatch: `"${version}"`,
    });
    try {
      const answer = await this.#sdk.ask(sdk => sdk.send(command, abortedBy(signal)));
      return bodyOf(answer, range, call);
    } catch (error) {
      const status = statusOf(error);
      if (status === 404 || status === 412) {
        throw await lostVersion(this, range, this.#shown(key), signal);
      }
      throw s3Failure(error, call);
    }
  }

  /** The answer to HEAD has no body, and so does not say why: GET is refused with the same and says it. */
  async #reasonOf(error: unknown, key: string, signal: AbortSignal | undefined): Promise<unknown> {
    if (![400, 401, 403].includes(statusOf(error) ?? 0)) return error;
    const command = new GetObjectCommand({
      ...{ Bucket: this.place.bucket, Key: key, Range: 'bytes=0-0' },
    });
    try {
      const { Body } = await this.#sdk.ask(sdk => sdk.send(command, abortedBy(signal)));
      if (Body instanceof Readable) Body.destroy();
      return error;
    } catch (told) {
      return told;
    }
  }

  #call(permission: S3Call['permission'], key: string): S3Call {
    const verb = permission === 's3:ListBucket' ? 'list' : 'read';
    const { accessKeyId } = this.#sdk;
    return { doing: `${verb} ${this.#shown(key)}`, permission, source: this.source, accessKeyId };
  }

  #shown(key: string): string {
    return `s3://${this.place.bucket}/${key}`;
  }
}

/** The SDK for the region where the bucket turns out to be. */
class RegionalSdk {
  readonly accessKeyId: string | undefined;
  readonly #way: S3Way;
  #region: string;
  #sdk: S3Sdk;

  constructor(way: S3Way, region = firstRegion) {
    this.accessKeyId = way.keys?.accessKeyId;
    this.#way = way;
    this.#region = region;
    this.#sdk = createS3Sdk(way, region);
  }

  /** Sends a request; again if the answer is that the bucket lies in another region, which is remembered. */
  async ask<T>(send: (sdk: S3Sdk) => Promise<T>): Promise<T> {
    const asked = this.#region;
    try {
      return await send(this.#sdk);
    } catch (error) {
      const home = homeRegion(error);
      if (home === undefined || home === asked) throw error;
      this.#region = home;
      this.#sdk = createS3Sdk(this.#way, home);
      return send(this.#sdk);
    }
  }
}

function abortedBy(signal: AbortSignal | undefined): { readonly abortSignal?: AbortSignal } {
  return signal ? { abortSignal: signal } : {};
}

function readListing(answer: ListObjectsV2CommandOutput, prefix: string): ListPage {
  const { CommonPrefixes = [], Contents = [], EncodingType, IsTruncated } = answer;
  const nameOf = (text = '') => (EncodingType === 'url' ? decodeKey(text) : text);
  const objects = Contents.map(({ Key, ...facts }) => infoOf(nameOf(Key), facts));
  const next = answer.NextContinuationToken;
  return {
    folders: CommonPrefixes.map(each => nameOf(each.Prefix).slice(prefix.length, -1)),
    objects: objects.filter(({ path }) => !path.endsWith('/')),
    ...(IsTruncated && next !== undefined ? { next } : {}),
  };
}

/** As forms are encoded: some write a space as a plus. */
function decodeKey(text: string): string {
  return unescape(text.replaceAll('+', ' '));
}

/** What a listing and an object's own headers tell alike; only a listing may know milliseconds. */
function infoOf(path: string, { ETag = '', Size = 0, LastModified }: ObjectFacts): ObjectInfo {
  const seconds = Math.floor((LastModified?.getTime() ?? 0) / 1000);
  return {
    path,
    size: Size,
    version: versionOf(ETag),
    ...(LastModified ? { modified: seconds * 1000 } : {}),
  };
}

interface ObjectFacts {
  readonly ETag?: string | undefined;
  readonly Size?: number | undefined;
  readonly LastModified?: Date | undefined;
}

function versionOf(etag: string): string {
  return etag.replace(/^"|"$/g, '');
}

/** The body, if it is what was asked for. */
function bodyOf(
  { Body, ETag = '', ContentRange, ContentLength }: GetObjectCommandOutput,
  range: ObjectRange,
  call: S3Call,
): AsyncIterable<Uint8Array> {
  if (!(Body instanceof Readable)) throw strangeAnswer("S3's", 'it has no body', call);
  const version = versionOf(ETag);
  const answered = { version, contentRange: ContentRange, contentLength: ContentLength };
  if (isRange(range, answered)) return Body;
  Body.destroy();
  throw strangeAnswer("S3's", otherRange, call);
}
