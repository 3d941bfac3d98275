// What lies around a manifest or a bill of materials, as the rules want to know it.
import path from 'node:path';

import type { ManifestEntryFact, ManifestFacts } from '../manifest/facts';
import { finishInTurns } from '../util/steps';
import type { AvroIndex } from './avroIndex';
import type { ExportFiles } from './exportFiles';
import { ignoreStorage } from './ignoreStorage';
import type { ManifestFile } from './readManifestFile';

/** The file that facts are gathered for. */
export interface PlacedDocument extends ManifestFile {
  /** Absolute. */
  readonly path: string;
}

/** Where facts come from; an implementation may remember what it read. */
export interface FactSources {
  /** What is known of Avro files already; absent where nobody reads them. */
  readonly avro?: AvroIndex | undefined;
  /** Milliseconds since the epoch; absent where findings must not depend on today's date. */
  now?(): number;
  /** The entry of an export in the manifest at `location`; undefined where there is none, throws `storage.*` when it cannot be read. */
  readEntry(
    location: string,
    exportId: string,
    signal?: AbortSignal,
  ): Promise<ManifestEntryFact | undefined>;
  /** The files of these exports below the manifest's folder. */
  readExportFiles(
    folder: string,
    exportIds: readonly string[],
    signal?: AbortSignal,
  ): Promise<ExportFiles>;
}

/** The facts about one file. */
export async function gatherFacts(
  { path: location, manifest, isUtf8 }: PlacedDocument,
  sources: FactSources,
  signal?: AbortSignal,
): Promise<ManifestFacts> {
  await finishInTurns(manifest.loading(), signal);
  const isManifest = manifest.kind === 'exportManifest';
  const own = path.dirname(location);
  const folder = isManifest ? own : path.dirname(own);
  const ofManifest = manifest.exports.flatMap(part => part.exportId ?? []);
  const exportIds = isManifest ? ofManifest : [path.basename(own)];
  const files = await sources.readExportFiles(folder, exportIds, signal);
  return {
    isUtf8,
    ...today(sources),
    ...folderNames(folder),
    ...factsOf(files),
    ...sources.avro?.known({ folder, files }),
    ...(isManifest ? {} : await factsOfBill(folder, path.basename(own), sources, signal)),
  };
}

async function factsOfBill(
  folder: string,
  exportId: string,
  sources: FactSources,
  signal?: AbortSignal,
): Promise<ManifestFacts> {
  const location = path.join(folder, 'exportmanifest.json');
  // A manifest that is not there or cannot be read is no fact; its own check tells.
  const entry = await sources.readEntry(location, exportId, signal).catch(ignoreStorage);
  return { exportId, ...(entry ? { manifestEntry: entry } : {}) };
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
