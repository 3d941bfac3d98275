// The setting `pendoDataSync.destinations`, read and changed as plain values. Pure.

/** A destination as the user's settings hold it. */
export interface DestinationSetting {
  /** A folder or URL, without secrets. */
  readonly url: string;
  /** What the user calls it. */
  readonly name?: string;
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
  return settings.map(setting => (setting.url === url ? { url, name } : setting));
}

/** What a destination is called until somebody names it: `acme` for `/data/acme` and `/data/acme/datasync`. */
export function nameOfFolder(url: string): string {
  const segments = url.split(/[/\\]/).filter(segment => segment !== '');
  const last = segments.at(-1);
  return (last === 'datasync' ? segments.at(-2) : last) ?? url;
}

function readSetting(entry: unknown): DestinationSetting | undefined {
  if (typeof entry === 'string') return entry.trim() === '' ? undefined : { url: entry.trim() };
  if (typeof entry !== 'object' || entry === null || !('url' in entry)) return undefined;
  const { url } = entry;
  if (typeof url !== 'string' || url.trim() === '') return undefined;
  const name = 'name' in entry && typeof entry.name === 'string' ? entry.name.trim() : '';
  return name === '' ? { url: url.trim() } : { url: url.trim(), name };
}
