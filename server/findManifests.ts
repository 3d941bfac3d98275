// The manifests and bills of materials below a folder.
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

import { kindOfFileName } from '../shared/manifest/kindOfFileName';
import type { ManifestFileKind } from '../shared/manifest/types';

/** A file that this server has something to say about. */
export interface FoundManifest {
  /** Absolute. */
  readonly path: string;
  readonly kind: ManifestFileKind;
  readonly size: number;
  /** Changes whenever the file does. */
  readonly stamp: string;
}

/** A workspace with more of them, or deeper ones, is looked at in part. */
const fileLimit = 5000;
const depthLimit = 12;

/** Those below these folders, each once, the smallest first. */
export async function findManifests(
  folders: readonly string[],
  signal: AbortSignal,
): Promise<readonly FoundManifest[]> {
  const found = new Map<string, FoundManifest>();
  for (const folder of folders) await addBelow(folder, { found, levels: depthLimit }, signal);
  return [...found.values()].sort((a, b) => a.size - b.size || (a.path < b.path ? -1 : 1));
}

async function addBelow(
  folder: string,
  { found, levels }: { readonly found: Map<string, FoundManifest>; readonly levels: number },
  signal: AbortSignal,
): Promise<void> {
  const entries = await entriesOf(folder);
  signal.throwIfAborted();
  let isExport = false;
  for (const entry of entries.filter(each => each.isFile())) {
    const kind = kindOfFileName(entry.name);
    if (kind === undefined || found.size >= fileLimit) continue;
    isExport ||= entry.name.toLowerCase() === 'billofmaterials.json';
    const manifest = await describeFile(path.join(folder, entry.name), kind);
    if (manifest) found.set(manifest.path, manifest);
    signal.throwIfAborted();
  }
  // Below an export lie thousands of Avro files and nothing of interest.
  if (isExport || levels === 0) return;
  for (const entry of entries.filter(each => each.isDirectory() && isSearched(each.name))) {
    await addBelow(path.join(folder, entry.name), { found, levels: levels - 1 }, signal);
  }
}

function isSearched(name: string): boolean {
  return !name.startsWith('.') && name !== 'node_modules';
}

async function entriesOf(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch {
    // A folder that is gone or closed to us has nothing to be found.
    return [];
  }
}

/** What is known of a file without reading it; undefined where there is none. */
export async function describeFile(
  location: string,
  kind: ManifestFileKind,
): Promise<FoundManifest | undefined> {
  try {
    const { size, mtimeMs } = await stat(location);
    return { path: location, kind, size, stamp: `${size}.${mtimeMs}` };
  } catch {
    // Gone since the folder was read.
    return undefined;
  }
}
