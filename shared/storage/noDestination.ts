import { DataSyncError } from '../errors';

import type { Listing, ObjectStore } from './objectStore';

/** How many names of what was found an error shows. */
const namesShown = 5;

/** Says what was looked for, what lies there instead, and what to name. */
export async function noDestination(
  store: ObjectStore,
  start: string,
  signal?: AbortSignal,
): Promise<DataSyncError> {
  const shown = start === '' ? store.url : `${store.url}/${start}`;
  const listing = await store.list(start, signal).catch(() => undefined);
  signal?.throwIfAborted();
  const found = listing ? describeListing(listing) : 'nothing that can be listed';
  const isExport = listing?.objects.some(({ path }) => path.endsWith('billofmaterials.json'));
  const advice = isExport
    ? 'This is the folder of one export: name the folder above it, which holds exportmanifest.json'
    : 'Name the folder that holds datasync, or one below it';
  return new DataSyncError(
    'storage.no-destination',
    `no export manifest at ${shown}: looked for exportmanifest.json there, in ` +
      `datasync/<subscription>/<application>/ and in the two levels of folders below; found ${found}. ${advice}`,
    { path: shown },
  );
}

function describeListing({ folders, objects }: Listing): string {
  const names = [
    ...folders.map(name => `${name}/`),
    ...objects.map(({ path }) => path.slice(path.lastIndexOf('/') + 1)),
  ];
  if (names.length === 0) return 'an empty folder';
  const more = names.length - namesShown;
  return names.slice(0, namesShown).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
