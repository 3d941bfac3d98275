// What every row of the tree is: an item of VS Code, made when it is seen, and rows below it, asked for once.
import * as vscode from 'vscode';

import type { ListedSlice } from '../../shared/listing/listContents';
import type { ManifestPlace } from '../../shared/protocol/explore';
import { isCloudUrl } from '../../shared/storage/cloud/readCloudUrl';
import type { LocalDatabase } from '../database';
import type { CopyChoice } from '../download/copyChoice';

/** What rows need of the tree they stand in. */
export interface RowPorts {
  readonly database: LocalDatabase;
  /** Part of the names that are wanted; empty is all. */
  readonly filter: string;
  /** The row, or what is below it, is another now. */
  changed(row: Row): void;
  /** A destination was listed: from now on its folders are watched. */
  listed(destination: Row, folders: WatchedFolders, onChange: () => void): void;
  /** What went wrong, for the log. */
  log(error: unknown): void;
  /** The children of a row that could not be loaded: what happened, and a way out. */
  failureBelow(parent: Row, error: unknown): Row;
}

/** Folders of a destination, absolute. */
export interface WatchedFolders {
  readonly root: string;
  /** Where applications may come and go. */
  readonly folders: readonly string[];
  /** Where a manifest lies. */
  readonly applications: readonly string[];
}

/** What commands may do with a row; absent means that they may not. */
export interface RowTarget {
  /** What "Copy ID" copies. */
  readonly id?: string;
  /** The absolute path of a file or folder, or its URL in a bucket. */
  readonly location?: string;
  /** The same, where it lies on this machine. */
  readonly file?: string;
  /** Where Pendo put it. */
  readonly url?: string;
  /** Path or URL of the bill of materials. */
  readonly billOfMaterials?: string;
  /** A destination that the user added. */
  readonly destination?: string;
  /** The manifest that the row belongs to. */
  readonly place?: ManifestPlace;
  /** Counter of the export. */
  readonly counter?: number;
  readonly slice?: ListedSlice;
  /** Of what lies in a bucket: what is copied of the manifest. */
  readonly download?: CopyChoice;
}

export abstract class Row {
  /** Unique in the tree, and the same after a refresh. */
  abstract readonly id: string;
  readonly parent: Row | undefined;
  readonly ports: RowPorts;
  #children: Promise<readonly Row[]> | undefined;
  #loaded: readonly Row[] = [];

  constructor(ports: RowPorts, parent: Row | undefined) {
    this.ports = ports;
    this.parent = parent;
  }

  /** How it looks. */
  abstract item(): vscode.TreeItem;

  /** The rows below, read anew. */
  protected load(): Promise<readonly Row[]> {
    return Promise.resolve([]);
  }

  /** What commands may do with it. */
  get target(): RowTarget {
    return {};
  }

  /** Details for the hover, when they take work. */
  async tooltip(): Promise<vscode.MarkdownString | undefined> {
    return undefined;
  }

  /** Exports of which something waits to be loaded, as far as is known. */
  get pending(): number {
    return this.#loaded.reduce((sum, row) => sum + row.pending, 0);
  }

  /** The filter decides what stands below. */
  get isFiltered(): boolean {
    return false;
  }

  /** The rows below: loaded when first asked for. */
  children(): Promise<readonly Row[]> {
    this.#children ??= this.#loadOrExplain();
    return this.#children;
  }

  /** Resolves when the rows below stay what they are. */
  async settled(): Promise<void> {
    await this.children();
  }

  /** The rows below as far as they were loaded. */
  get loadedChildren(): readonly Row[] {
    return this.#loaded;
  }

  /** Loads the rows below anew when they are next seen. */
  forget(): void {
    this.#children = undefined;
  }

  async #loadOrExplain(): Promise<readonly Row[]> {
    try {
      this.#loaded = await this.load();
    } catch (error) {
      const { pending } = this;
      this.#loaded = [this.ports.failureBelow(this, error)];
      // What waited below is not known any more.
      if (pending > 0) this.ports.changed(this);
    }
    return this.#loaded;
  }
}

/** What commands may do with a place that lies on this machine or in a bucket. */
export function placeTarget(location: string): Pick<RowTarget, 'location' | 'file'> {
  return isCloudUrl(location) ? { location } : { location, file: location };
}

/** What "Download…" may copy: nothing of what lies on this machine. */
export function copyTarget(
  { destination }: ManifestPlace,
  download: CopyChoice,
): Pick<RowTarget, 'download'> {
  return isCloudUrl(destination) ? { download } : {};
}

/** The tree item of a row: what all have in common. */
export function itemOf(
  row: Row,
  { label, description, icon, state, hasChildren, spoken, tooltip }: ItemParts,
): vscode.TreeItem {
  const collapsed = {
    none: vscode.TreeItemCollapsibleState.None,
    collapsed: vscode.TreeItemCollapsibleState.Collapsed,
    expanded: vscode.TreeItemCollapsibleState.Expanded,
  }[hasChildren];
  const item = new vscode.TreeItem(label, collapsed);
  item.id = row.id;
  const { target } = row;
  item.contextValue = Object.keys(target).join(' ');
  item.iconPath = typeof icon === 'string' ? new vscode.ThemeIcon(icon) : icon;
  if (description !== undefined) item.description = description;
  if (tooltip !== undefined) item.tooltip = tooltip;
  if (state !== undefined) item.resourceUri = state;
  item.accessibilityInformation = { label: [label, ...spoken].join(', ') };
  return item;
}

/** What a row is called. */
export function labelOf(row: Row): string {
  const { label } = row.item();
  return typeof label === 'string' ? label : (label?.label ?? '');
}

interface ItemParts {
  readonly label: string;
  readonly description?: string;
  /** A codicon, or its name. */
  readonly icon: string | vscode.ThemeIcon;
  /** What the decorations are made of. */
  readonly state?: vscode.Uri;
  readonly hasChildren: 'none' | 'collapsed' | 'expanded';
  /** What a screen reader says after the label. */
  readonly spoken: readonly string[];
  readonly tooltip?: vscode.MarkdownString;
}
