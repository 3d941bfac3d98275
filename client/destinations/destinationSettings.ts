// The setting `pendoDataSync.destinations`, read and changed as plain values. Pure.
import type { AccessChoice, AccessMethod } from '../../shared/storage/access/accessChoice';
import { readCloudUrl, withoutSecrets } from '../../shared/storage/cloud/readCloudUrl';
import { isRecord } from '../../shared/util/isRecord';

/** A destination as the user's settings hold it. */
export interface DestinationSetting {
  /** A folder or URL, without secrets. */
  readonly url: string;
  /** What the user calls it. */
  readonly name?: string;
  /** Of a bucket: how it is opened, without secrets. */
  readonly access?: AccessChoice;
}

/** What can be understood of the setting; each destination once. */
export function readDestinationSettings(value: unknown): readonly DestinationSetting[] {
  if (!Array.isArray(value)) return [];
  const byUrl = new Map<string, DestinationSetting>();
  for (const entry of value as readonly unknown[]) {
    const setting = readSetting(entry);
    if (setting && !byUrl.has(setting.url)) byUrl.set(setting.url, setting);
  }
  return [...byUrl.values()];
}

/** The settings with one more; one that is there already stays as it is. */
export function withDestination(
  settings: readonly DestinationSetting[],
  added: DestinationSetting,
): readonly DestinationSetting[] {
  const isKnown = settings.some(({ url }) => url === added.url);
  return isKnown ? settings : [...settings, added];
}

/** The settings with another name for one. */
export function withName(
  settings: readonly DestinationSetting[],
  url: string,
  name: string,
): readonly DestinationSetting[] {
  return settings.map(setting => (setting.url === url ? { ...setting, name } : setting));
}

/** The settings with another way to open one. */
export function withAccess(
  settings: readonly DestinationSetting[],
  url: string,
  access: AccessChoice,
): readonly DestinationSetting[] {
  return settings.map(setting => (setting.url === url ? { ...setting, access } : setting));
}

function readSetting(entry: unknown): DestinationSetting | undefined {
  if (typeof entry === 'string') return readSetting({ url: entry });
  if (!isRecord(entry)) return undefined;
  const [typed, name] = [entry['url'], entry['name']].map(textOf);
  if (typed === undefined) return undefined;
  const url = withoutSignature(typed);
  const access = readAccess(entry['access']);
  return { url, ...(name === undefined ? {} : { name }), ...(access ? { access } : {}) };
}

/** Settings are read by many, and rows show what they hold: the secret of a pasted URL goes no further. */
function withoutSignature(url: string): string {
  try {
    const place = readCloudUrl(url)?.place;
    if (place) return place.url;
  } catch {
    // It names no bucket: whoever opens it says so.
    return withoutSecrets(url);
  }
  return /^https?:/i.test(url) ? withoutSecrets(url) : url;
}

/** The words that a setting may name a method by. */
export const accessMethods: readonly AccessMethod[] = [
  ...(['default', 'anonymous', 'profile', 'keys', 'keyFile'] as const),
  ...(['accountKey', 'connectionString', 'sas'] as const),
];

function readAccess(value: unknown): AccessChoice | undefined {
  if (!isRecord(value)) return undefined;
  const method = accessMethods.find(known => known === value['method']);
  const texts = (['profile', 'keyFile', 'endpoint', 'region'] as const).flatMap(name => {
    const text = textOf(value[name]);
    return text === undefined ? [] : [[name, text] as const];
  });
  return {
    ...(method === undefined ? {} : { method }),
    ...Object.fromEntries(texts),
    ...(value['pathStyle'] === true ? { pathStyle: true } : {}),
  };
}

function textOf(value: unknown): string | undefined {
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' ? undefined : text;
}
