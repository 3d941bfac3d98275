import type { CloudPlace } from './cloudPlace';
import { readCloudUrl } from './readCloudUrl';

/** Of places by their URLs, the one that a place lies in; of several the longest. */
export function ownerOf<T extends { readonly url: string }>(
  place: CloudPlace,
  known: readonly T[],
): T | undefined {
  const inside = known.filter(({ url }) => `${place.url}/`.startsWith(`${rootOf(url)}/`));
  return inside.sort((a, b) => b.url.length - a.url.length)[0];
}

function rootOf(url: string): string | undefined {
  try {
    return readCloudUrl(url)?.place.url;
  } catch {
    // It names no bucket, and so nothing lies in it.
    return undefined;
  }
}
