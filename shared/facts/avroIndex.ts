// What Avro files say, remembered by path, size and time of change, for the command line and the editor alike.
import path from 'node:path';

import type { ManifestFacts } from '../manifest/facts';
import { createFileStore } from '../storage/fileStore';
import type { ObjectStore } from '../storage/objectStore';
import type { ExportFiles } from './exportFiles';
import { ignoreStorage } from './ignoreStorage';
import { IndexedExports, type IndexedFile } from './indexedExports';
import { inspectAvroFile, type Question } from './inspectAvroFile';
import {
  ProgressCounter,
  type FileProgress,
  type IndexProgress,
  type Total,
} from './indexProgress';
import type { Definitions } from './readDefinitions';

/** A file that an export lists, and what is asked of it. */
export interface ListedAvroFile {
  readonly exportId: string;
  /** Below the export's folder. */
  readonly path: string;
  readonly question: Question;
}

/** Where the files of a manifest lie. */
export interface PlacedFiles {
  /** The folder that the exports' folders lie in. */
  readonly folder: string;
  /** What is in there: files of other versions are not known. */
  readonly files: ExportFiles;
}

/** Options of reading files. */
export interface IndexOptions extends PlacedFiles {
  /** Called after each read of a file. */
  readonly onProgress?: ((progress: IndexProgress) => void) | undefined;
}

/** Options of an index. */
export interface AvroIndexOptions {
  /** Given a folder that exports' folders lie in. */
  readonly openStore?: (folder: string) => ObjectStore;
  /** Files and definitions that are remembered together, of about 550 bytes each; default all. */
  readonly most?: number;
}

/** What rules learn from Avro files. */
export type AvroFacts = Pick<ManifestFacts, 'avroFile' | 'definedIds'>;

/** While one file is decoded, others are read and inflated. */
const filesAtOnce = 4;

/** The Avro files that were read so far. */
export class AvroIndex {
  readonly #openStore: (folder: string) => ObjectStore;
  readonly #exports: IndexedExports;
  /** By folder that something is known of: the facts as they were asked for; anew when more is known. */
  readonly #facts = new Map<string, WeakMap<ExportFiles, AvroFacts>>();

  constructor({
    openStore = createFileStore,
    most = Number.POSITIVE_INFINITY,
  }: AvroIndexOptions = {}) {
    this.#openStore = openStore;
    this.#exports = new IndexedExports(most);
  }

  /** Reads those of the files that are there and not known yet; one that storage refuses stays unknown. */
  async read(
    listed: readonly ListedAvroFile[],
    { folder, files, onProgress }: IndexOptions,
    signal?: AbortSignal,
  ): Promise<void> {
    const find = this.#finder({ folder, files });
    const wanted = listed.filter(({ exportId, path: file }) => {
      return files.version(exportId, file) !== undefined && !find(exportId, file);
    });
    if (wanted.length === 0) return;
    const store = this.#openStore(folder);
    const counter = new ProgressCounter(totalOf(wanted, files), onProgress);
    const queue = wanted.values();
    const work = async (): Promise<void> => {
      for (const file of queue) {
        signal?.throwIfAborted();
        const progress = counter.startFile(files.size(file.exportId, file.path) ?? 0);
        const found = await readFile(store, file, progress, signal);
        if (found) this.#exports.add(path.join(folder, file.exportId), file.path, found);
      }
    };
    try {
      await Promise.all(Array.from({ length: filesAtOnce }, work));
    } finally {
      this.#facts.set(folder, new WeakMap());
    }
  }

  /** What is known of the files already: the same object until more is, and an empty one while nothing is. */
  known({ folder, files }: PlacedFiles): AvroFacts {
    const ofFolder = this.#facts.get(folder);
    if (!ofFolder) return nothingKnown;
    const before = ofFolder.get(files);
    if (before) return before;
    const find = this.#finder({ folder, files });
    const facts: AvroFacts = {
      avroFile: (exportId, file) => find(exportId, file)?.fact,
      definedIds: (exportId, file) => find(exportId, file)?.definitions,
    };
    ofFolder.set(files, facts);
    return facts;
  }

  /** What a definition file is known to define. */
  definitions(
    { exportId, path: file }: ListedAvroFile,
    placed: PlacedFiles,
  ): Definitions | undefined {
    return this.#finder(placed)(exportId, file)?.definitions;
  }

  /** Finds files that were read in the version in which they are there. Asked for hundreds of thousands. */
  #finder({ folder, files }: PlacedFiles) {
    const folders = new Map<string, string>();
    return (exportId: string, file: string): IndexedFile | undefined => {
      const version = files.version(exportId, file);
      if (version === undefined) return undefined;
      const exportFolder = folders.get(exportId) ?? path.join(folder, exportId);
      folders.set(exportId, exportFolder);
      const known = this.#exports.get(exportFolder, file);
      return known?.version === version ? known : undefined;
    };
  }
}

const nothingKnown: AvroFacts = {};

function totalOf(wanted: readonly ListedAvroFile[], files: ExportFiles): Total {
  const sizes = wanted.map(file => files.size(file.exportId, file.path) ?? 0);
  return { fileCount: wanted.length, byteCount: sizes.reduce((sum, size) => sum + size, 0) };
}

/** Undefined for a file that storage refuses. */
async function readFile(
  store: ObjectStore,
  { exportId, path: below, question }: ListedAvroFile,
  progress: FileProgress,
  signal?: AbortSignal,
): Promise<IndexedFile | undefined> {
  const object = await store.open(`${exportId}/${below}`, signal).catch(ignoreStorage);
  try {
    if (!object) return undefined;
    const found = await inspectAvroFile(progress.watch(object), question, signal);
    return { ...found, version: object.version };
  } catch (error) {
    return ignoreStorage(error);
  } finally {
    await object?.close();
    progress.end();
  }
}
