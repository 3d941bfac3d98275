// From the spellings of a place in a bucket to one: what users paste is what consoles, tools and Pendo's manifests show.
import { DataSyncError } from '../../errors';
import { decodedText } from '../../util/decodedText';

import type { CloudPlace } from './cloudPlace';

/** A URL of a place in a bucket, taken apart. */
export interface CloudUrl {
  readonly place: CloudPlace;
  /** The signature that a pasted URL of Azure carries, `sv=…&sig=…`: a secret, which is in no other part. */
  readonly sas?: string;
}

/**
 * The place that a URL names; undefined where it names none in a cloud. Known are `s3://bucket/path`,
 * `gs://bucket/path`, `az://account/container/path`, `abfss://container@account.dfs.core.windows.net/path`, and the
 * https forms of the three services and of their consoles. One of these without a bucket is `storage.unsupported-url`.
 */
export function readCloudUrl(url: string): CloudUrl | undefined {
  const parts = partsOf(url);
  if (!parts) return undefined;
  const { provider, account = '', segments, ...more } = parts;
  const names = segments.filter(segment => segment !== '');
  const [bucket = '', ...below] = names;
  const isAccount = provider !== 'azure' || /^[a-z0-9][a-z0-9-]*$/i.test(account);
  if (bucket === '' || !isAccount) throw incomplete(url, provider);
  if (keyInBucket.test(bucket)) throw withKey(provider);
  const leading = names.find(name => name === '.' || name === '..');
  if (leading !== undefined) throw leadingElsewhere(url, leading);
  const prefix = below.join('/');
  const root = provider === 'azure' ? `az://${account}` : provider === 's3' ? 's3:/' : 'gs:/';
  const { sas, ...known } = more;
  const place = {
    ...{ provider, bucket, account, prefix, ...known },
    url: [root, bucket, ...below].join('/'),
  };
  return { place, ...(sas === undefined ? {} : { sas }) };
}

/** Whether a URL names a place in a cloud, whole or not. */
export function isCloudUrl(url: string): boolean {
  return partsOf(url) !== undefined;
}

interface UrlParts extends Pick<CloudPlace, 'provider' | 'region' | 'endpoint'> {
  readonly account?: string;
  /** The bucket (Azure: the container), then the folders. */
  readonly segments: readonly string[];
  readonly sas?: string;
}

/** What signs a URL of Azure, Amazon and Google. A question mark without it is a part of a name. */
const signature = /\?(?:[^?]*&)?(?:sig|x-amz-signature|x-goog-signature)=/i;

/** `s3://KEY:SECRET@bucket`, as some tools take it; a secret may have slashes. */
const keyInBucket = /@|^A[KS]IA\w{12,}:/;

function partsOf(url: string): UrlParts | undefined {
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/is.exec(url.trim()) ?? [];
  if (/^https?$/i.test(scheme)) return httpParts(url.trim());
  const { index: end = rest.length } = signature.exec(rest) ?? {};
  const parts = partsOfScheme(scheme.toLowerCase(), rest.slice(0, end));
  const query = rest.slice(end + 1);
  return parts?.provider === 'azure' && query !== '' ? { ...parts, sas: query } : parts;
}

function partsOfScheme(scheme: string, rest: string): UrlParts | undefined {
  const segments = rest.split('/');
  switch (scheme) {
    case 's3':
    case 's3a':
    case 's3n':
      return { provider: 's3', segments };
    case 'gs':
      return { provider: 'gcs', segments };
    case 'az':
    case 'azure': {
      const [account = '', ...below] = segments;
      return { provider: 'azure', account, segments: below };
    }
    case 'abfs':
    case 'abfss':
    case 'wasb':
    case 'wasbs':
      return hadoopParts(rest);
    default:
      return undefined;
  }
}

/** `container@account.dfs.core.windows.net/path`. */
function hadoopParts(rest: string): UrlParts {
  const [, container = '', host = '', path = ''] = /^([^@/]*)@([^/]*)(.*)$/s.exec(rest) ?? [];
  const azure = azureHost(host);
  return {
    ...{
      provider: 'azure',
      account: azure?.account ?? '',
      segments: [container, ...path.split('/')],
    },
    ...endpointOf(azure),
  };
}

function httpParts(url: string): UrlParts | undefined {
  if (!URL.canParse(url)) return undefined;
  const { hostname, pathname, search } = new URL(url);
  const segments = pathname
    .split('/')
    .map(decodedText)
    .filter(segment => segment !== '');
  return (
    awsParts(hostname, segments) ??
    googleParts(hostname, segments) ??
    azureParts(hostname, segments, search)
  );
}

/** `bucket.s3.eu-west-1.amazonaws.com`, `s3.eu-west-1.amazonaws.com/bucket`, with and without the region. */
function awsParts(host: string, segments: readonly string[]): UrlParts | undefined {
  const found =
    /^(?:(.+)\.)?s3(?:[.-](?:dualstack\.)?([a-z]{2}(?:-[a-z]+)+-\d))?\.amazonaws\.com(?:\.cn)?$/.exec(
      host,
    );
  if (!found) return undefined;
  const [, bucket, region] = found;
  return {
    provider: 's3',
    segments: bucket === undefined ? segments : [bucket, ...segments],
    ...(region === undefined ? {} : { region }),
  };
}

function googleParts(host: string, segments: readonly string[]): UrlParts | undefined {
  const [, bucket] = /^(.+)\.storage\.googleapis\.com$/.exec(host) ?? [];
  if (bucket !== undefined) return { provider: 'gcs', segments: [bucket, ...segments] };
  if (['storage.googleapis.com', 'storage.cloud.google.com'].includes(host)) {
    return { provider: 'gcs', segments };
  }
  const [storage, browser, ...below] = segments;
  const isConsole =
    host === 'console.cloud.google.com' && storage === 'storage' && browser === 'browser';
  // The console's tabs: `exports;tab=objects`.
  const names = below.map(name => name.replace(/;.*$/, ''));
  return isConsole ? { provider: 'gcs', segments: names } : undefined;
}

function azureParts(
  host: string,
  segments: readonly string[],
  search: string,
): UrlParts | undefined {
  const azure = azureHost(host);
  if (!azure) return undefined;
  const query = search.slice(1);
  return {
    ...{ provider: 'azure', account: azure.account, segments },
    ...(new URLSearchParams(query).has('sig') ? { sas: query } : {}),
    ...endpointOf(azure),
  };
}

interface AzureHost {
  readonly account: string;
  /** `core.windows.net`; other clouds of Azure have others. */
  readonly domain: string;
}

function azureHost(host: string): AzureHost | undefined {
  const found = /^([a-z0-9]+)\.(?:blob|dfs)\.(core\.[a-z]+\.(?:net|cn|de))$/i.exec(host);
  if (!found) return undefined;
  const [, account = '', domain = ''] = found;
  return { account: account.toLowerCase(), domain: domain.toLowerCase() };
}

function endpointOf(azure: AzureHost | undefined): Pick<CloudPlace, 'endpoint'> {
  if (!azure || azure.domain === 'core.windows.net') return {};
  return { endpoint: `https://${azure.account}.blob.${azure.domain}` };
}

function incomplete(url: string, provider: CloudPlace['provider']): DataSyncError {
  const [name, form] = forms[provider];
  const shown = withoutSecrets(url);
  return new DataSyncError(
    'storage.unsupported-url',
    `'${shown}' names no ${name}: write ${form}`,
    { url: shown },
  );
}

/** Nothing of it is shown. */
function withKey(provider: CloudPlace['provider']): DataSyncError {
  const [, form] = forms[provider];
  return new DataSyncError(
    'storage.unsupported-url',
    `a URL that holds a key is not opened: many see URLs. Write ${form}, and give the key as the environment, a profile or the editor's question has it`,
  );
}

/** Some services, and what lies before them, take such a segment for a step: to another folder, or another bucket. */
function leadingElsewhere(url: string, segment: string): DataSyncError {
  const shown = withoutSecrets(url);
  return new DataSyncError(
    'storage.unsupported-url',
    `'${shown}' is not opened: it has the segment '${segment}'. Write the path that is meant`,
    { url: shown },
  );
}

const forms: Readonly<Record<CloudPlace['provider'], readonly [name: string, form: string]>> = {
  s3: ['bucket', 's3://bucket/path'],
  gcs: ['bucket', 'gs://bucket/path'],
  azure: ['container', 'az://account/container/path'],
};

/** A URL as it may be shown: a signed one carries its secret in the query, another in the user part. */
export function withoutSecrets(url: string): string {
  return url
    .replace(/[?#].*$/s, '')
    .replace(/^(https?:\/\/)[^/]*@/i, '$1')
    .replace(/\/\/(?:A[KS]IA\w+:[^@]*|[^/@]*:[^/@]*)@/, '//');
}
