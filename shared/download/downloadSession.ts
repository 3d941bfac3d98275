// A whole download: chosen exports of chosen manifests, as Pendo lays them out. A manifest is written last, and lists what is there.
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { filePathOf } from '../plan/filePath';
import { requireKnownSelection, selectsCounter } from '../plan/selection';
import type { RequestContext } from '../protocol/channel';
import type { DownloadProgress, DownloadRecipe, DownloadSummary } from '../protocol/download';
import { manifestName } from '../storage/discovery';
import { fileSystemError } from '../storage/fileSystemError';
import type { OpenDestination } from '../storage/openDestination';
import { fileNameOf } from '../sync/databaseFiles';
import { readTargets, type SyncTarget } from '../sync/targets';
import { chosenFiles } from './chosenFiles';
import { downloadFile, type FileToCopy } from './downloadFile';
import { listedManifest } from './listedManifest';

/** Each holds a piece in memory. */
const filesAtOnce = 4;
/** Milliseconds between two messages. */
const interval = 200;

/** Copies what a recipe chooses; what is there already is not read again. */
export async function downloadSession(
  openDestination: OpenDestination,
  recipe: DownloadRecipe,
  context: RequestContext<DownloadProgress>,
): Promise<DownloadSummary> {
  const { signal } = context;
  const destination = await openDestination(recipe.destination, signal);
  const copies: Copies[] = [];
  // No database is made: the targets' own paths are not used.
  const targets = readTargets(destination, { ...recipe, database: recipe.target }, signal);
  for await (const found of targets) {
    if ('error' in found) throw found.error;
    copies.push(copiesOf(found, recipe));
  }
  const run = new DownloadRun(
    context,
    copies.reduce((sum, { files }) => sum + files.length, 0),
  );
  for (const { files, target, folder, counters } of copies) {
    await run.copyAll(files);
    const text = await listedManifest(target, { folder, counters }, signal);
    await writeWhole(path.join(folder, manifestName), text);
  }
  return run.summary();
}

/** What is copied of one manifest. */
interface Copies {
  readonly target: SyncTarget;
  readonly folder: string;
  readonly files: readonly FileToCopy[];
  readonly counters: ReadonlySet<number>;
}

function copiesOf(found: SyncTarget, recipe: DownloadRecipe): Copies {
  const { store, manifest, target } = found;
  const { counters, periods } = recipe;
  const selection = {
    ...(counters ? { counters } : {}),
    ...(periods ? { periods } : {}),
    ...(recipe.kinds ? { kinds: new Set(recipe.kinds) } : {}),
  };
  requireKnownSelection(
    manifest.exports,
    selection,
    `${target.subscription}/${target.application}`,
  );
  const matchables = recipe.matchables && new Set(recipe.matchables);
  const names = ['datasync', fileNameOf(target.subscription), fileNameOf(target.application)];
  const folder = path.join(recipe.target, ...names);
  const entries = manifest.exports.filter(({ counter }) => selectsCounter(selection, counter));
  const files = entries.flatMap(entry =>
    chosenFiles(entry, { ...selection, matchables }).map(file => {
      const from = filePathOf(target, entry, file);
      return { store, from, to: path.join(folder, entry.exportId, ...file.split('/')) };
    }),
  );
  return { target: found, folder, files, counters: new Set(entries.map(({ counter }) => counter)) };
}

/** Counts, and tells how far it is. */
class DownloadRun {
  readonly #started = performance.now();
  readonly #missing: string[] = [];
  #told = 0;
  #copied = 0;
  #there = 0;
  #bytes = 0;

  constructor(
    readonly context: RequestContext<DownloadProgress>,
    readonly fileCount: number,
  ) {}

  async copyAll(files: readonly FileToCopy[]): Promise<void> {
    const failing = new AbortController();
    const signal = AbortSignal.any([this.context.signal, failing.signal]);
    const queue = files.values();
    const work = async (): Promise<void> => {
      for (const file of queue) await this.#copy(file, signal);
    };
    const workers = Array.from({ length: filesAtOnce }, work);
    try {
      await Promise.all(workers);
    } catch (error) {
      failing.abort();
      await Promise.allSettled(workers);
      throw error;
    }
  }

  summary(): DownloadSummary {
    const seconds = (performance.now() - this.#started) / 1000;
    const files = this.#copied;
    return { files, there: this.#there, bytes: this.#bytes, seconds, missing: this.#missing };
  }

  async #copy(file: FileToCopy, signal: AbortSignal): Promise<void> {
    const onBytes = (count: number) => {
      this.#bytes += count;
      this.#tell();
    };
    const outcome = await downloadFile(file, onBytes, signal);
    if (outcome === 'copied') this.#copied++;
    else if (outcome === 'there') this.#there++;
    else this.#missing.push(file.from);
    this.#tell();
  }

  #tell(): void {
    const now = performance.now();
    const files = this.#copied + this.#there + this.#missing.length;
    if (now - this.#told < interval && files < this.fileCount) return;
    this.#told = now;
    const seconds = (now - this.#started) / 1000;
    this.context.progress({ files, fileCount: this.fileCount, bytes: this.#bytes, seconds });
  }
}

async function writeWhole(location: string, bytes: Uint8Array | string): Promise<void> {
  const begun = `${location}.part`;
  await mkdir(path.dirname(location), { recursive: true });
  await writeFile(begun, bytes, { flush: true }).catch(fileSystemError('write', location));
  await rename(begun, location).catch(fileSystemError('write', location));
}
