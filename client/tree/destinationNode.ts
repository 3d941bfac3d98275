import path from 'node:path';
import * as vscode from 'vscode';

import { isDataSyncError, toDataSyncError } from '../../shared/errors';
import { splitPath } from '../../shared/storage/objectPath';
import { isCloudUrl } from '../../shared/storage/cloud/readCloudUrl';
import { locationOf } from '../../shared/storage/location';
import type { FoundManifest } from '../../shared/storage/discovery';
import type { Destination } from '../destinations/destinationRegistry';
import { ApplicationNode } from './applicationNode';
import { pendingUri } from './decorations';
import { itemOf, placeTarget, Row, type RowPorts, type RowTarget } from './row';
import { SubscriptionNode } from './subscriptionNode';
import { details } from './texts';

/** A place where exports lie: a folder or a bucket. */
export class DestinationNode extends Row {
  readonly id: string;
  /** Paths of the manifests that were found last. */
  #known: readonly string[] = [];
  /** These, or what went wrong. */
  #outcome = '';
  /** The only one of its tree opens by itself. */
  isAlone = false;

  constructor(
    ports: RowPorts,
    /** What it is called may change. */
    public destination: Destination,
  ) {
    super(ports, undefined);
    this.id = destination.url;
  }

  override item(): vscode.TreeItem {
    const { name, url, origin } = this.destination;
    const { t } = vscode.l10n;
    const from =
      origin === 'workspace' ? t('A folder of this workspace that holds datasync.') : undefined;
    return itemOf(this, {
      label: name,
      description: shortened(url),
      icon: isCloudUrl(url) ? 'cloud' : origin === 'workspace' ? 'root-folder' : 'folder-library',
      hasChildren: this.isAlone ? 'expanded' : 'collapsed',
      ...(this.pending > 0 && { state: pendingUri(this.pending) }),
      spoken: [t('destination'), url],
      tooltip: details(name, from === undefined ? [] : [from], [
        [isCloudUrl(url) ? t('Bucket') : t('Folder'), url, 'code'],
      ]),
    });
  }

  override get target(): RowTarget {
    const { url, origin } = this.destination;
    const own = origin === 'settings' && { destination: url };
    try {
      return { ...placeTarget(locationOf(url)), ...own };
    } catch (error) {
      // The settings may hold anything, `ftp://acme`: the row below says what is wrong with it.
      if (isDataSyncError(error)) return { ...own };
      throw error;
    }
  }

  protected override async load(): Promise<readonly Row[]> {
    const { url } = this.destination;
    const manifests = await this.#list();
    const bySubscription = new Map<string, FoundManifest[]>();
    for (const manifest of manifests) {
      const id = manifest.subscription ?? '';
      const known = bySubscription.get(id);
      if (known) known.push(manifest);
      else bySubscription.set(id, [manifest]);
    }
    return [...bySubscription].map(([id, found]) => {
      const isOnly = bySubscription.size === 1;
      return new SubscriptionNode(this, { id, isOnly }, row =>
        found.map(manifest => new ApplicationNode(row, { destination: url, manifest })),
      );
    });
  }

  async #list(): Promise<readonly FoundManifest[]> {
    const { url } = this.destination;
    this.#known = [];
    try {
      const { manifests } = await this.ports.database.request('manifests', { destination: url });
      this.#known = manifests.map(manifest => manifest.path);
      this.#outcome = this.#known.join('\n');
      return manifests;
    } catch (error) {
      this.#outcome = toDataSyncError(error).code;
      throw error;
    } finally {
      this.#watch();
    }
  }

  /** Where others have come or gone, the rows are made anew. */
  async #lookAgain(): Promise<void> {
    const before = this.#outcome;
    // What is wrong is said by the row below, when it is made anew.
    await this.#list().catch(() => []);
    if (this.#outcome === before) return;
    this.forget();
    this.ports.changed(this);
  }

  #watch(): void {
    // What comes and goes in a bucket nobody tells: there it is looked at again when the user asks for it.
    if (isCloudUrl(this.destination.url)) return;
    const root = locationOf(this.destination.url);
    const at = (folder: string) => path.join(root, folder);
    const folders = {
      root,
      folders: foldersAbove(this.#known).map(at),
      applications: this.#known.map(each => at(splitPath(each).folder)),
    };
    this.ports.listed(this, folders, () => void this.#lookAgain());
  }
}

/** The folders from the root down to those of the applications, without these. */
function foldersAbove(paths: readonly string[]): string[] {
  const folders = new Set(['']);
  for (const each of paths) {
    let { folder } = splitPath(splitPath(each).folder);
    for (; folder !== ''; folder = splitPath(folder).folder) folders.add(folder);
  }
  return [...folders];
}

/** `~/exports/acme`, `…/exports/acme`. */
function shortened(url: string): string {
  if (isCloudUrl(url)) return url;
  const home = process.env['HOME'];
  const own =
    home !== undefined && url.startsWith(home + path.sep) ? `~${url.slice(home.length)}` : url;
  const segments = own.split(path.sep);
  return segments.length > 4 ? path.join('…', ...segments.slice(-2)) : own;
}
