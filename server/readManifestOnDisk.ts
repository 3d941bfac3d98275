import { ignoreStorage } from '../shared/facts/ignoreStorage';
import { readManifestFile } from '../shared/facts/readManifestFile';
import { uriOfPath } from './fileUri';
import type { FoundManifest } from './findManifests';
import { OpenManifest } from './openManifest';

/** A manifest as it lies on disk; undefined when it cannot be read. */
export async function readManifestOnDisk(
  { path: location, kind }: Pick<FoundManifest, 'path' | 'kind'>,
  signal: AbortSignal,
): Promise<OpenManifest | undefined> {
  const read = await readManifestFile(location, kind, signal).catch(ignoreStorage);
  return read && new OpenManifest(uriOfPath(location), read.manifest, null, read.isUtf8);
}
