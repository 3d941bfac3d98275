// Simulated files → a folder. Every path is noted before it is written, so that a later simulation removes
// exactly what an earlier one made, and nothing of the user's is ever overwritten.
import { mkdir, open, readdir, readFile, rmdir, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { DataSyncError } from '../errors';
import { pathFault } from '../storage/objectPath';

import type { SimulationOptions } from './options';
import type { SimulatedFile } from './simulatedFile';
import { Simulation, type SimulationSummary } from './simulation';

/** Lies in a simulated destination: the options, for who wonders where this comes from. */
export const simulationMarker = 'simulation.json';
/** Paths of all files that the simulation wrote, one a line. */
const fileList = 'simulation-files.txt';

/** Makes a whole simulated destination in a folder that is new, empty, or holds an earlier simulation. */
export async function writeSimulation(
  folder: string,
  options: SimulationOptions,
  signal?: AbortSignal,
): Promise<SimulationSummary> {
  const destination = await SimulationFolder.create(folder, options, signal);
  return destination.advanceTo(undefined, signal);
}

/** A simulated destination on disk that grows day by day. */
export class SimulationFolder {
  readonly #folder: string;
  readonly #simulation: Simulation;
  readonly #written = new Set<string>();
  readonly #folders = new Set<string>();
  #bytesWritten = 0;

  private constructor(folder: string, simulation: Simulation) {
    this.#folder = folder;
    this.#simulation = simulation;
  }

  /** Claims the folder; what an earlier simulation wrote there is removed. */
  static async create(
    folder: string,
    options: SimulationOptions,
    signal?: AbortSignal,
  ): Promise<SimulationFolder> {
    const simulation = new Simulation(options);
    const root = path.resolve(folder);
    try {
      await clear(root, signal);
      await mkdir(root, { recursive: true });
      const marker = { note: 'Made by pendo-data-sync simulate; not real data.', options };
      await writeFile(path.join(root, simulationMarker), `${JSON.stringify(marker, null, 2)}\n`);
      await writeFile(path.join(root, fileList), '');
    } catch (error) {
      throw writeError(root, error, signal);
    }
    return new SimulationFolder(root, simulation);
  }

  /** The first and the last day on which exports are made. */
  get days(): { readonly first: string; readonly last: string } {
    return this.#simulation.days;
  }

  /** What has been made so far, also while files are being written. */
  get summary(): SimulationSummary {
    return this.#simulation.summary;
  }

  /** Into all files so far, also while one is being written. */
  get bytesWritten(): number {
    return this.#bytesWritten;
  }

  /** Writes what is new up to and with `day` (default the last): the destination as it looked that evening. */
  async advanceTo(day?: string, signal?: AbortSignal): Promise<SimulationSummary> {
    const list = await open(path.join(this.#folder, fileList), 'a');
    try {
      for await (const file of this.#simulation.advanceTo(day, signal)) {
        if (!this.#written.has(file.path)) await list.write(`${file.path}\n`);
        await this.#write(file, signal);
        this.#written.add(file.path);
      }
    } catch (error) {
      throw writeError(this.#folder, error, signal);
    } finally {
      await list.close();
    }
    return this.#simulation.summary;
  }

  async #write(file: SimulatedFile, signal?: AbortSignal): Promise<void> {
    const target = path.join(this.#folder, ...file.path.split('/'));
    const parent = path.dirname(target);
    if (!this.#folders.has(parent)) await mkdir(parent, { recursive: true });
    this.#folders.add(parent);
    // Only the manifests are written again; anything else that is there already is not ours.
    const handle = await open(target, this.#written.has(file.path) ? 'w' : 'wx');
    try {
      for (const chunk of file.chunks) {
        signal?.throwIfAborted();
        await handle.writeFile(chunk);
        this.#bytesWritten += chunk.length;
      }
    } finally {
      await handle.close();
    }
  }
}

/** Removes an earlier simulation; a folder that holds anything else is refused. */
async function clear(root: string, signal?: AbortSignal): Promise<void> {
  const names = await readdir(root).catch(unlessMissing<string[]>([]));
  if (names.length === 0) return;
  if (!names.includes(simulationMarker)) throw notEmpty(root, names);
  const list = await readFile(path.join(root, fileList), 'utf8').catch(unlessMissing(''));
  const paths = list.split('\n').filter(line => pathFault(line) === undefined);
  const folders = new Set<string>();
  for (const each of paths) {
    signal?.throwIfAborted();
    await unlink(path.join(root, each)).catch(unlessMissing(undefined));
    for (let at = path.dirname(each); at !== '.'; at = path.dirname(at)) folders.add(at);
  }
  // The deepest first; one that still holds something of the user's stays.
  for (const each of [...folders].sort((a, b) => b.length - a.length)) {
    signal?.throwIfAborted();
    await rmdir(path.join(root, each)).catch(() => undefined);
  }
}

function unlessMissing<T>(fallback: T): (error: unknown) => T {
  return error => {
    if (systemCodeOf(error) === 'ENOENT') return fallback;
    throw error;
  };
}

function systemCodeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function notEmpty(root: string, names: readonly string[]): DataSyncError {
  const shown = names.slice(0, 3).join(', ') + (names.length > 3 ? ', …' : '');
  return new DataSyncError(
    'simulator.folder-not-empty',
    `${root} is not empty and no earlier simulation: found ${shown}. Name a new or an empty folder`,
    { folder: root },
  );
}

function writeError(root: string, error: unknown, signal: AbortSignal | undefined): unknown {
  if (error instanceof DataSyncError || signal?.aborted) return error;
  const code = systemCodeOf(error);
  if (code === undefined) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (code === 'ENOTDIR') {
    return new DataSyncError(
      'simulator.write-failed',
      `cannot write to ${root}: a file stands where a folder should be. Name another folder`,
      { folder: root },
      { cause: error },
    );
  }
  if (code === 'EEXIST') {
    return new DataSyncError(
      'simulator.folder-not-empty',
      `${root} holds a file that no simulation wrote: ${message}. Move it away or name another folder`,
      { folder: root },
      { cause: error },
    );
  }
  return new DataSyncError(
    'simulator.write-failed',
    `cannot write to ${root}: ${message}. Name a folder that can be written and has room`,
    { folder: root },
    { cause: error },
  );
}
