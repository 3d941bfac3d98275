// The folder of one export: what it holds, and whether that still holds.
import path from 'node:path';

import { DataSyncError } from '../errors';
import type { Listing, ObjectInfo, ObjectStore } from '../storage/objectStore';
import { readPathState } from './pathState';

/** What is remembered of a file; there may be hundreds of thousands. */
export type FileState = Pick<ObjectInfo, 'size' | 'version'>;

/** What the folder of an export holds. */
export interface ExportContent {
  readonly isThere: boolean;
  /** False when some folder could not be read: then nothing can be called missing. */
  readonly isComplete: boolean;
  /** By path below the export's folder. */
  readonly files: ReadonlyMap<string, FileState>;
}

/** What the folder of an export holds that is not there. */
export const absentExport: ExportContent = {
  isThere: false,
  isComplete: false,
  files: new Map(),
};

/** A content and how it was found. */
export interface ExportListing {
  readonly content: ExportContent;
  /** Of each folder that was listed the version before that; undefined where there was none. */
  readonly folders: ReadonlyMap<string, string | undefined>;
  /** False when something changed shortly before: a file that still grows does not change its folder. */
  readonly isSettled: boolean;
}

/** Folders inside an export's folder: Pendo has two levels. */
const depthLimit = 6;
/** In milliseconds; the clocks of some file systems are that coarse. */
const settledAfter = 2000;

/** Lists the folder of an export and those inside it, unless a listing from before still holds. */
export async function listExport(
  { store, exportId }: { readonly store: ObjectStore; readonly exportId: string },
  before: ExportListing | undefined,
  signal?: AbortSignal,
): Promise<ExportListing> {
  if (before?.isSettled && (await hasSameFolders(store, before))) return before;
  const walk = new ExportWalk(store, exportId, signal);
  const listing = await walk.list();
  if (!before || !isSameContent(before.content, listing.content)) return listing;
  return { ...listing, content: before.content };
}

class ExportWalk {
  readonly #startedAt = Date.now();
  readonly #files = new Map<string, FileState>();
  readonly #folders = new Map<string, string | undefined>();
  #isThere = true;
  #isComplete = true;
  #lastChange = 0;

  constructor(
    private readonly store: ObjectStore,
    private readonly exportId: string,
    private readonly signal: AbortSignal | undefined,
  ) {}

  async list(): Promise<ExportListing> {
    await this.#add(this.exportId, 0);
    const isSettled = this.#isComplete && this.#lastChange < this.#startedAt - settledAfter;
    return {
      content: { isThere: this.#isThere, isComplete: this.#isComplete, files: this.#files },
      folders: this.#folders,
      isSettled: isSettled || !this.#isThere,
    };
  }

  async #add(folder: string, depth: number): Promise<void> {
    const { version, modified } = await readPathState(path.join(this.store.url, folder));
    this.#folders.set(folder, version);
    this.#lastChange = Math.max(this.#lastChange, modified);
    const listing = await listFolder(this.store, folder, this.signal);
    if (typeof listing === 'string') {
      this.#isThere &&= depth > 0 || listing === 'denied';
      this.#isComplete = false;
      return;
    }
    for (const info of listing.objects) {
      const { size, version, modified = 0 } = info;
      this.#files.set(info.path.slice(this.exportId.length + 1), { size, version });
      this.#lastChange = Math.max(this.#lastChange, modified);
    }
    if (depth === depthLimit) return;
    for (const name of listing.folders) await this.#add(`${folder}/${name}`, depth + 1);
  }
}

async function hasSameFolders({ url }: ObjectStore, { folders }: ExportListing): Promise<boolean> {
  const locations = [...folders.keys()].map(folder => path.join(url, folder));
  const states = await Promise.all(locations.map(readPathState));
  const versions = [...folders.values()];
  return states.every(({ version }, i) => version === versions[i]);
}

async function listFolder(
  store: ObjectStore,
  folder: string,
  signal?: AbortSignal,
): Promise<Listing | 'absent' | 'denied'> {
  signal?.throwIfAborted();
  try {
    return await store.list(folder, signal);
  } catch (error) {
    if (!(error instanceof DataSyncError && error.code.startsWith('storage.'))) throw error;
    // A link out of the folder is not followed: for us there is nothing.
    const isAbsent = error.code === 'storage.not-found' || error.code === 'storage.outside-folder';
    return isAbsent ? 'absent' : 'denied';
  }
}

function isSameContent(a: ExportContent, b: ExportContent): boolean {
  if (a.isThere !== b.isThere || a.isComplete !== b.isComplete) return false;
  if (a.files.size !== b.files.size) return false;
  for (const [file, { version }] of a.files) {
    if (b.files.get(file)?.version !== version) return false;
  }
  return true;
}
