// The folders of exports, remembered: listed again only when one of them has changed.
import { readdir } from 'node:fs/promises';
import path from 'node:path';

import { createFileStore } from '../storage/fileStore';
import type { ObjectStore } from '../storage/objectStore';
import { LruMap } from '../util/lruMap';
import { ownText } from '../util/ownText';
import { RecheckingMemory } from '../util/recheckingMemory';
import { exportFilesOf, type ExportContents, type ExportFiles } from './exportFiles';
import { absentExport, listExport, type ExportContent, type ExportListing } from './exportListing';

interface Answer {
  readonly contents: ExportContents;
  readonly files: ExportFiles;
}

/** Files that are remembered: about 140 MB. */
const filesKept = 400_000;
/** Exports in answers that are remembered: a workspace asks for each bill of materials by itself. */
const exportsInAnswers = 20_000;
/** Exports that are looked at at once. */
const exportsAtOnce = 8;

/** Lists folders of exports and remembers what they hold. */
export class ExportFolders {
  readonly #listings = new RecheckingMemory<ExportListing>(
    filesKept,
    ({ content }) => 1 + content.files.size,
  );
  readonly #answers = new LruMap<string, Answer>(
    exportsInAnswers,
    undefined,
    ({ contents }) => contents.size,
  );

  /** `openStore` and `listNames`, which tells of an unreadable folder nothing, are given a folder that exports' folders lie in. */
  constructor(
    private readonly openStore: (folder: string) => ObjectStore = createFileStore,
    private readonly listNames: (folder: string) => Promise<readonly string[]> = readNames,
  ) {}

  /** The files of these exports below a manifest's folder: the same object while they are the same. */
  async read(
    folder: string,
    exportIds: readonly string[],
    signal?: AbortSignal,
  ): Promise<ExportFiles> {
    const store = this.openStore(folder);
    // A manifest may name thousands of exports of which nothing lies here.
    const names = new Set(await this.listNames(folder).catch(() => exportIds));
    // They come from a manifest's text, which must not stay for them.
    const ids = [...new Set(exportIds)].map(ownText);
    const contents = new Map<string, ExportContent>();
    for (let start = 0; start < ids.length; start += exportsAtOnce) {
      signal?.throwIfAborted();
      const batch = ids.slice(start, start + exportsAtOnce);
      const read = batch.map(async id =>
        contents.set(id, names.has(id) ? await this.#read(store, id, signal) : absentExport),
      );
      await Promise.all(read);
    }
    return this.#answer([folder, ...ids].join('\0'), contents);
  }

  /** Looks again when asked, and lists the folders of these files (absolute) whatever they look like. */
  forget(changed: readonly string[] = []): void {
    this.#listings.lookAgain();
    for (const file of changed) {
      for (const folder of foldersAbove(file)) {
        this.#listings.update(folder, listing => ({ ...listing, isSettled: false }));
      }
    }
  }

  async #read(store: ObjectStore, exportId: string, signal?: AbortSignal): Promise<ExportContent> {
    const { content } = await this.#listings.get(
      path.join(store.url, exportId),
      (before, own) => listExport({ store, exportId }, before, own),
      signal,
    );
    return content;
  }

  #answer(key: string, contents: ExportContents): ExportFiles {
    const before = this.#answers.get(key);
    const isSame = [...contents].every(([id, content]) => before?.contents.get(id) === content);
    if (before && isSame) return before.files;
    const files = exportFilesOf(contents);
    this.#answers.set(key, { contents, files });
    return files;
  }
}

function readNames(folder: string): Promise<readonly string[]> {
  return readdir(folder);
}

function foldersAbove(file: string): string[] {
  const folder = path.dirname(file);
  return folder === file ? [] : [folder, ...foldersAbove(folder)];
}
