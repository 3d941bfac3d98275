// The view "Destinations": rows on demand, refreshed when manifests or the local database change.
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';

import { toDataSyncError } from '../../shared/errors';
import { isCloudUrl } from '../../shared/storage/cloud/readCloudUrl';
import type { LocalDatabase } from '../database';
import type { DestinationRegistry } from '../destinations/destinationRegistry';
import { documentUri } from '../files/documentUri';
import { ApplicationNode } from './applicationNode';
import { StateDecorations } from './decorations';
import { DestinationNode } from './destinationNode';
import { dropFolders } from './dropFolders';
import { ExpandedRows } from './expandedRows';
import { failureRow } from './failureRow';
import { FolderWatches } from './folderWatches';
import { ManifestWatches } from './manifestWatches';
import type { Row, RowPorts, WatchedFolders } from './row';

/** Refreshes are gathered for 200 ms. */
const revealPause = 300;
const revealTries = 5;

const section = 'pendoDataSync';
const viewId = 'pendoDataSync.destinations';

interface TreeParts {
  readonly log: vscode.LogOutputChannel;
  readonly database: LocalDatabase;
  readonly destinations: DestinationRegistry;
  /** Of the workspace. */
  readonly state: vscode.Memento;
}

/** The tree of destinations. */
export class ExportsTree implements vscode.TreeDataProvider<Row>, RowPorts, vscode.Disposable {
  readonly database: LocalDatabase;
  readonly #parts: TreeParts;
  readonly #changes = new vscode.EventEmitter<Row | undefined>();
  readonly #pendingChanges = new vscode.EventEmitter<number>();
  readonly #decorations = new StateDecorations();
  readonly #watches = new ManifestWatches();
  /** By URL of the destination. */
  readonly #folders = new Map<string, FolderWatches>();
  readonly #listeners: vscode.Disposable;
  readonly #expanded: ExpandedRows;
  readonly #view: vscode.TreeView<Row>;
  /** By URL: rows stay what they are when others come or go. */
  readonly #roots = new Map<string, DestinationNode>();
  readonly #failures = new WeakMap<Row, unknown>();
  #filter = '';
  /** When buckets were looked at, by the clock of this process. */
  #looked = performance.now();

  readonly onDidChangeTreeData = this.#changes.event;
  /** Another number of exports waits to be synced. */
  readonly onDidChangePending = this.#pendingChanges.event;

  constructor(parts: TreeParts) {
    this.#parts = parts;
    this.#expanded = new ExpandedRows(parts.state);
    this.database = parts.database;
    this.#view = vscode.window.createTreeView(viewId, {
      treeDataProvider: this,
      canSelectMany: true,
      showCollapseAll: true,
      dragAndDropController: dropFolders(parts.destinations),
    });
    this.#listeners = vscode.Disposable.from(
      parts.destinations.onDidChange(() => {
        // A view that is hidden is not asked for its rows: badges of what is gone go at once.
        this.#destinations();
        this.#changes.fire(undefined);
      }),
      parts.database.onDidChange(() => void this.#readAgain()),
      this.#view.onDidChangeVisibility(({ visible }) => void this.#shown(visible)),
      vscode.workspace.onDidGrantWorkspaceTrust(() => void this.#openBuckets()),
      this.#view.onDidExpandElement(({ element }) => this.#expanded.set(element.id, true)),
      this.#view.onDidCollapseElement(({ element }) => this.#expanded.set(element.id, false)),
    );
  }

  /** What the user has selected. */
  get selection(): readonly Row[] {
    return this.#view.selection;
  }

  get filter(): string {
    return this.#filter;
  }

  /** Shows only matched events whose name, group or id holds the text; empty shows all. */
  async filterBy(text: string): Promise<void> {
    if (text === this.#filter) return;
    this.#filter = text;
    this.#view.message = text === '' ? '' : vscode.l10n.t('Filter: “{0}”', text);
    await vscode.commands.executeCommand('setContext', 'pendoDataSync.isFiltered', text !== '');
    for (const row of this.#loaded()) if (row.isFiltered) row.forget();
    this.#changes.fire(undefined);
  }

  /** Reads a row anew, or all of them. */
  async refresh(row?: Row): Promise<void> {
    if (row instanceof ApplicationNode) return row.read();
    if (row) row.forget();
    else {
      await this.#parts.destinations.findInWorkspace();
      for (const root of this.#roots.values()) root.forget();
    }
    this.#changes.fire(row);
  }

  /** Opens a destination, read anew, down to its newest export, and selects that. */
  async revealNewest(url: string): Promise<void> {
    await vscode.commands.executeCommand(`${viewId}.focus`);
    let row: Row | undefined = this.#destinations().find(({ id }) => id === url);
    row?.forget();
    this.#changes.fire(row);
    while (row) {
      await row.settled();
      const [first]: readonly Row[] = await row.children();
      if (first && first.target.counter === undefined) row = first;
      else return this.#reveal(first ?? row);
    }
  }

  /** A reveal that meets a refresh is dropped without a word: then it is done again. */
  async #reveal(row: Row): Promise<void> {
    for (let tries = 0; tries < revealTries && this.selection[0]?.id !== row.id; tries++) {
      await this.#view.reveal(row, { select: true, focus: true, expand: true });
      await delay(revealPause);
    }
  }

  async getChildren(row?: Row): Promise<Row[]> {
    if (row) return [...(await row.children())];
    // An empty answer would show the welcome text for a moment, or for ever.
    await this.#parts.destinations.found;
    return this.#destinations();
  }

  getTreeItem(row: Row): vscode.TreeItem {
    return this.#expanded.restore(row.item());
  }

  getParent(row: Row): Row | undefined {
    return row.parent;
  }

  async resolveTreeItem(item: vscode.TreeItem, row: Row): Promise<vscode.TreeItem> {
    const tooltip = await row.tooltip();
    if (tooltip) item.tooltip = tooltip;
    return item;
  }

  changed(row: Row): void {
    let top = row;
    while (top.parent) top = top.parent;
    // Its destination was removed while it was read.
    if (this.#roots.get(top.id) !== top) return;
    if (row instanceof ApplicationNode) {
      this.#decorations.setPending(documentUri(row.location), row.pending);
      if (!isCloudUrl(row.location)) this.#watches.watch(row.location, () => void row.read());
    }
    this.#showBadge();
    // Rows above count what waits below.
    this.#changes.fire(top);
  }

  listed({ id }: Row, { root, folders, applications }: WatchedFolders, onChange: () => void): void {
    let watches = this.#folders.get(id);
    if (!watches) this.#folders.set(id, (watches = new FolderWatches(root, onChange)));
    watches.watch(folders, applications);
  }

  /** What went wrong below a row, when it was loaded last. */
  failureOf(row: Row): unknown {
    return this.#failures.get(row);
  }

  failureBelow(parent: Row, error: unknown): Row {
    this.#failures.set(parent, error);
    this.log(error);
    return failureRow(parent, error);
  }

  log(thrown: unknown): void {
    const error = toDataSyncError(thrown);
    if (error.code === 'internal') this.#parts.log.error(error);
    else this.#parts.log.warn(`${error.code}: ${error.message}`);
  }

  dispose(): void {
    this.#listeners.dispose();
    this.#view.dispose();
    this.#watches.dispose();
    for (const watches of this.#folders.values()) watches.dispose();
    this.#decorations.dispose();
    this.#changes.dispose();
    this.#pendingChanges.dispose();
  }

  #destinations(): DestinationNode[] {
    const { all } = this.#parts.destinations;
    const rows = all.map(destination => {
      const known = this.#roots.get(destination.url);
      if (!known) return new DestinationNode(this, destination);
      known.destination = destination;
      return known;
    });
    for (const root of this.#roots.values()) if (!rows.includes(root)) this.#leave(root, rows);
    this.#roots.clear();
    for (const [url, watches] of this.#folders) {
      if (all.some(destination => destination.url === url)) continue;
      watches.dispose();
      this.#folders.delete(url);
    }
    for (const row of rows) {
      row.isAlone = rows.length === 1;
      this.#roots.set(row.id, row);
    }
    this.#showBadge();
    return rows;
  }

  /** A destination was removed: what is said of its manifests elsewhere goes with it, unless another holds them too. */
  #leave(root: Row, others: readonly Row[]): void {
    const kept = new Set([...this.#loaded(others)].map(({ target }) => target.location));
    for (const row of this.#loaded([root])) {
      if (!(row instanceof ApplicationNode) || kept.has(row.location)) continue;
      this.#decorations.setPending(documentUri(row.location), 0);
      this.#watches.unwatch(row.location);
    }
  }

  /** What is loaded has changed. */
  async #readAgain(): Promise<void> {
    for (const row of this.#loaded()) {
      if (row instanceof ApplicationNode && row.overview) await row.read();
    }
  }

  /** Nobody tells what comes into a bucket: who comes back to the view after a while gets what is new. */
  async #shown(isVisible: boolean): Promise<void> {
    const minutes = vscode.workspace.getConfiguration(section).get<number>('bucketMinutes', 5);
    if (!isVisible || performance.now() - this.#looked < minutes * 60_000) return;
    this.#looked = performance.now();
    const looks = [...this.#loaded()].map(async row => {
      if (row instanceof ApplicationNode && isCloudUrl(row.location)) await row.lookAgain();
    });
    await Promise.all(looks);
  }

  /** Until now they waited for trust. */
  async #openBuckets(): Promise<void> {
    for (const root of this.#roots.values()) if (isCloudUrl(root.id)) await this.refresh(root);
  }

  #showBadge(): void {
    let pending = 0;
    for (const root of this.#roots.values()) pending += root.pending;
    const tooltip = vscode.l10n.t('Exports to sync: {0}', String(pending));
    this.#pendingChanges.fire(pending);
    this.#view.badge = pending > 0 ? { value: pending, tooltip } : undefined;
  }

  /** All rows that have been loaded. */
  *#loaded(rows: Iterable<Row> = this.#roots.values()): Generator<Row> {
    for (const row of rows) {
      yield row;
      yield* this.#loaded(row.loadedChildren);
    }
  }
}
