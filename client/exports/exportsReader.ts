// Reads the manifests of a table, a few at a time, again whenever they or what is loaded change, and says how far it is.
import { performance } from 'node:perf_hooks';
import * as vscode from 'vscode';

import { DataSyncError, toDataSyncError } from '../../shared/errors';
import type { ExportsToRead, TableSource } from '../../shared/protocol/exportsTable';
import type { ExportsState } from '../../shared/protocol/exportsView';
import { isCloudUrl } from '../../shared/storage/cloud/readCloudUrl';
import { locationBelow } from '../../shared/storage/location';
import type { App } from '../app';
import { ManifestWatches } from '../tree/manifestWatches';
import type { ExportsScope } from './exportsScope';
import { listSources } from './listSources';

/** Manifests that are read together. */
const together = 8;
/** While they are read, rows are shown anew at most so often, in milliseconds; with many, finding them takes longer. */
const paceOf = (read: number): number => 400 + read;
/** Watching a file costs a handle: more are looked at when somebody comes back to the table. */
const mostWatched = 200;

let tables = 0;

/** One table: the rows are in the worker, what is known of them here. */
export class ExportsReader implements vscode.Disposable {
  /** The number by which the worker knows it. */
  readonly view = ++tables;
  readonly #app: App;
  readonly #scope: ExportsScope;
  readonly #changes = new vscode.EventEmitter<ExportsState>();
  readonly #ended = new AbortController();
  readonly #watches = new ManifestWatches();
  readonly #listeners: vscode.Disposable;
  #reading = new AbortController();
  #state: ExportsState;
  #sources: readonly TableSource[] = [];
  /** On this machine, and not watched. */
  #unwatched: readonly TableSource[] = [];
  #looked = performance.now();
  #told = 0;

  readonly onDidChange = this.#changes.event;

  constructor(app: App, scope: ExportsScope) {
    this.#app = app;
    this.#scope = scope;
    this.#state = {
      ...{ revision: 0, reading: { read: 0, of: 0 }, hasStates: true, isEmpty: false },
      ...{ isTrusted: vscode.workspace.isTrusted, scope: scope.name ?? null, failure: null },
    };
    const { destinations, database } = app;
    this.#listeners = vscode.Disposable.from(
      destinations.onDidChange(() => void this.read()),
      database.onDidChange(() => void this.#readAgain(this.#sources, false)),
      vscode.workspace.onDidGrantWorkspaceTrust(() => void this.read()),
    );
    void this.#hold();
    void this.read();
  }

  get state(): ExportsState {
    return this.#state;
  }

  /** What is asked of the worker ends with the table. */
  get signal(): AbortSignal {
    return this.#ended.signal;
  }

  /** Lists and reads all that is another than before. */
  async read(): Promise<void> {
    this.#reading.abort();
    this.#reading = new AbortController();
    await this.#untilNext(signal => this.#read(signal));
  }

  /** Reads some that may be others than before; `looks` is whether their manifests may be. */
  async #readAgain(sources: readonly TableSource[], looks: boolean): Promise<void> {
    // All are read just now: some perhaps too early.
    if (this.#state.reading) return this.read();
    await this.#untilNext(async signal => {
      await this.#readAll(sources, looks, signal);
      this.#become({ reading: null, revision: this.#state.revision + 1 });
    });
  }

  /** Ends with the table, or when all is read anew. */
  async #untilNext(body: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const signal = AbortSignal.any([this.#reading.signal, this.#ended.signal]);
    try {
      await body(signal);
    } catch (thrown) {
      if (signal.aborted) return;
      const error = toDataSyncError(thrown);
      this.#app.log.error(error);
      const { code, message } = error;
      this.#become({ reading: null, failure: { code, message } });
    }
  }

  /** Somebody comes back to the table: what nobody has told of is looked at, what is in buckets after a while. */
  comeBack(): void {
    if (this.#state.reading) return;
    const minutes = vscode.workspace
      .getConfiguration('pendoDataSync')
      .get<number>('bucketMinutes', 5);
    if (performance.now() - this.#looked >= minutes * 60_000) void this.read();
    else if (this.#unwatched.length > 0) void this.#readAgain(this.#unwatched, true);
  }

  dispose(): void {
    this.#ended.abort();
    this.#listeners.dispose();
    this.#watches.dispose();
    this.#changes.dispose();
  }

  /** The worker keeps the rows until this ends; a thread that breaks takes them with it. */
  async #hold(): Promise<void> {
    try {
      await this.#app.database.request('exportsTable', { view: this.view }, this.#ended);
    } catch (thrown) {
      if (this.#ended.signal.aborted) return;
      const { code, message } = toDataSyncError(thrown);
      this.#reading.abort();
      this.#become({ reading: null, failure: { code, message } });
    }
  }

  async #read(signal: AbortSignal): Promise<void> {
    if (this.#state.failure) void this.#hold();
    this.#looked = performance.now();
    const isTrusted = vscode.workspace.isTrusted;
    this.#become({ isTrusted, failure: null, reading: { read: 0, of: 0 } });
    await this.#app.destinations.found;
    const sources = await listSources(this.#app, this.#scope, signal);
    const { view } = this;
    await this.#app.database.request('exportsSources', { view, sources }, { signal });
    this.#sources = sources;
    this.#watch(sources);
    const isEmpty = this.#app.destinations.all.length === 0;
    this.#become({ isEmpty, revision: this.#state.revision + 1 });
    await this.#readAll(sources, true, signal);
    this.#become({ reading: null, revision: this.#state.revision + 1 });
  }

  async #readAll(
    sources: readonly TableSource[],
    looks: boolean,
    signal: AbortSignal,
  ): Promise<void> {
    let hasStates = true;
    const of = sources.length;
    for (let read = 0; read < of; read += together) {
      const batch = sources.slice(read, read + together).map(keyOf);
      hasStates = await this.#readSome({ sources: batch, looks, hasStates }, signal);
      signal.throwIfAborted();
      this.#tell(hasStates, { read: Math.min(of, read + together), of });
    }
  }

  /** The manifests can be shown without the database: a sync holds it, or it is damaged. */
  async #readSome(
    batch: Omit<ExportsToRead, 'view' | 'database'>,
    signal: AbortSignal,
  ): Promise<boolean> {
    const { database, log } = this.#app;
    const { view } = this;
    const read = (folder: string | undefined, hasStates: boolean) =>
      database.request('readExports', { ...batch, view, database: folder, hasStates }, { signal });
    if (batch.hasStates) {
      try {
        const purpose = 'the table of exports in VS Code';
        await database.whileReading(purpose, folder => read(folder, true), signal);
        return true;
      } catch (error) {
        if (!(error instanceof DataSyncError && error.code.startsWith('engine.'))) throw error;
        log.warn(`${error.code}: ${error.message}`);
      }
    }
    await read(undefined, false);
    return false;
  }

  /** Painting while each batch comes would cost more than reading it. */
  #tell(hasStates: boolean, reading: NonNullable<ExportsState['reading']>): void {
    const now = performance.now();
    const isDue = now - this.#told > paceOf(reading.read);
    if (isDue) this.#told = now;
    this.#become({ hasStates, reading, revision: this.#state.revision + (isDue ? 1 : 0) });
  }

  #become(part: Partial<ExportsState>): void {
    this.#state = { ...this.#state, ...part };
    if (!this.#ended.signal.aborted) this.#changes.fire(this.#state);
  }

  #watch(sources: readonly TableSource[]): void {
    const local = sources.filter(
      ({ place: { destination, manifest } }) => !isCloudUrl(destination) && manifest.path !== '',
    );
    this.#unwatched = local.slice(mostWatched);
    this.#watches.dispose();
    for (const source of local.slice(0, mostWatched)) {
      const { destination, manifest } = source.place;
      const file = locationBelow(destination, manifest.path);
      this.#watches.watch(file, () => void this.#readAgain([source], true));
    }
  }
}

/** As the worker has it. */
function keyOf({ place }: TableSource): string {
  return `${place.destination}|${place.manifest.path}`;
}
