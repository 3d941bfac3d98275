// What lies around a manifest or a bill of materials, as the rules want to know it.
import path from 'node:path';

import { DataSyncError } from '../errors';
import type { JsonDocument } from '../json/jsonDocument';
import { elementsOf, exportIdOf } from '../manifest/exportView';
import type { ManifestEntryFact, ManifestFacts } from '../manifest/facts';
import type { ManifestFileKind } from '../manifest/types';
import type { ExportFiles } from './exportFiles';
import type { ReadDocument } from './readDocument';

/** The file that facts are gathered for. */
export interface PlacedDocument extends ReadDocument {
  /** Absolute. */
  readonly path: string;
  readonly kind: ManifestFileKind;
}

/** Where facts come from; an implementation may remember what it read. */
export interface FactSources {
  /** Milliseconds since the epoch; absent where findings must not depend on today's date. */
  now?(): number;
  /** A file beside the document; throws `storage.*` when it cannot be read. */
  readDocument(location: string, signal?: AbortSignal): Promise<ReadDocument>;
  /** The files of these exports below the manifest's folder. */
  readExportFiles(
    folder: string,
    exportIds: readonly string[],
    signal?: AbortSignal,
  ): Promise<ExportFiles>;
}

/** The facts about one file. */
export async function gatherFacts(
  { path: location, kind, document, isUtf8 }: PlacedDocument,
  sources: FactSources,
  signal?: AbortSignal,
): Promise<ManifestFacts> {
  const folder = path.dirname(location);
  if (kind === 'exportManifest') {
    const files = await sources.readExportFiles(folder, exportIdsOf(document), signal);
    return { isUtf8, ...today(sources), ...folderNames(folder), ...factsOf(files) };
  }
  const exportId = path.basename(folder);
  const application = path.dirname(folder);
  const files = await sources.readExportFiles(application, [exportId], signal);
  const manifestEntry = await readEntry(application, exportId, sources, signal);
  return {
    isUtf8,
    exportId,
    ...today(sources),
    ...folderNames(application),
    ...factsOf(files),
    ...(manifestEntry ? { manifestEntry } : {}),
  };
}

/** The entry for an export in the manifest beside its folder; undefined where there is none to compare with. */
async function readEntry(
  folder: string,
  exportId: string,
  sources: FactSources,
  signal?: AbortSignal,
): Promise<ManifestEntryFact | undefined> {
  const location = path.join(folder, 'exportmanifest.json');
  const read = await sources.readDocument(location, signal).catch(ignoreStorage);
  if (!read) return undefined;
  const { document } = read;
  const node = exportNodes(document).find(entry => exportIdOf(document, entry) === exportId);
  return node === undefined || document.isBroken(node) ? undefined : { document, node };
}

function exportNodes(document: JsonDocument): readonly number[] {
  return elementsOf(document, document.property(document.root, 'exports'));
}

function exportIdsOf(document: JsonDocument): readonly string[] {
  return exportNodes(document).flatMap(entry => exportIdOf(document, entry) ?? []);
}

function factsOf(files: ExportFiles): ManifestFacts {
  return {
    fileSize: (exportId, objectPath) => files.size(exportId, objectPath),
    hasExportFiles: exportId => files.hasFiles(exportId),
    filesOf: exportId => files.avroFiles(exportId),
  };
}

function today(sources: FactSources): Pick<ManifestFacts, 'now'> {
  const now = sources.now?.();
  return now === undefined ? {} : { now };
}

/** Ids from the names of the folders, where these are Pendo's: below `datasync`. */
function folderNames(folder: string): Pick<ManifestFacts, 'subscription' | 'application'> {
  const [datasync, subscription, application] = folder.split(path.sep).slice(-3);
  if (datasync !== 'datasync' || subscription === undefined || application === undefined) return {};
  return { subscription, application };
}

/** A manifest that is not there or cannot be read is no fact; its own check tells. */
function ignoreStorage(error: unknown): undefined {
  if (error instanceof DataSyncError && error.code.startsWith('storage.')) return undefined;
  throw error;
}
