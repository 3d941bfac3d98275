import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';

import type { AccessChoice } from '../../shared/storage/access/accessChoice';
import { nameOfDestination } from '../../shared/storage/nameOfDestination';
import {
  readDestinationSettings,
  withAccess,
  withDestination,
  withName,
  type DestinationSetting,
} from './destinationSettings';

/** A place where exports lie. */
export interface Destination {
  /** A folder or URL. */
  readonly url: string;
  readonly name: string;
  /** Of a bucket: how it is opened. */
  readonly access?: AccessChoice;
  readonly origin:
    /** The user added it. */
    | 'settings'
    /** A folder of the workspace holds `datasync`. */
    | 'workspace';
}

const section = 'pendoDataSync';
const key = 'destinations';

/** The destinations that the user added, and those in the workspace. */
export class DestinationRegistry implements vscode.Disposable {
  readonly #changes = new vscode.EventEmitter<void>();
  readonly #listeners: vscode.Disposable;
  #watches: readonly vscode.Disposable[] = [];
  #inWorkspace: readonly Destination[] = [];

  readonly onDidChange = this.#changes.event;
  /** Resolves when the workspace has been looked through for the first time. */
  readonly found: Promise<void>;

  constructor() {
    this.#listeners = vscode.Disposable.from(
      vscode.workspace.onDidChangeConfiguration(event => {
        if (event.affectsConfiguration(`${section}.${key}`)) this.#changes.fire();
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(() => void this.findInWorkspace()),
    );
    this.found = this.findInWorkspace();
  }

  /** The user's own first. */
  get all(): readonly Destination[] {
    const own = this.#settings.map(({ name, ...setting }) => {
      return {
        ...setting,
        name: name ?? nameOfDestination(setting.url),
        origin: 'settings',
      } as const;
    });
    const known = new Set(own.map(({ url }) => url));
    return [...own, ...this.#inWorkspace.filter(({ url }) => !known.has(url))];
  }

  /** Adds a folder or a bucket, unless it is there. */
  async add(url: string, more: Omit<DestinationSetting, 'url'> = {}): Promise<void> {
    await this.#save(withDestination(this.#settings, { url, ...more }));
  }

  /** From now on a bucket is opened in this way. */
  async openBy(url: string, access: AccessChoice): Promise<void> {
    await this.#save(withAccess(this.#settings, url, access));
  }

  async rename(url: string, name: string): Promise<void> {
    await this.#save(withName(this.#settings, url, name));
  }

  /** Forgets destinations; their files stay. */
  async remove(urls: readonly string[]): Promise<void> {
    await this.#save(this.#settings.filter(({ url }) => !urls.includes(url)));
  }

  /** Looks for `datasync` in the folders of the workspace. */
  async findInWorkspace(): Promise<void> {
    const folders = (vscode.workspace.workspaceFolders ?? []).filter(
      ({ uri }) => uri.scheme === 'file',
    );
    const found = await Promise.all(folders.map(destinationIn));
    this.#watchFor(folders);
    const before = this.#inWorkspace;
    this.#inWorkspace = found.filter(destination => destination !== undefined);
    if (!isDeepStrictEqual(this.#inWorkspace, before)) this.#changes.fire();
  }

  dispose(): void {
    this.#listeners.dispose();
    for (const watch of this.#watches) watch.dispose();
    this.#changes.dispose();
  }

  get #settings(): readonly DestinationSetting[] {
    return readDestinationSettings(vscode.workspace.getConfiguration(section).get<unknown>(key));
  }

  async #save(settings: readonly DestinationSetting[]): Promise<void> {
    const configuration = vscode.workspace.getConfiguration(section);
    await configuration.update(key, settings, vscode.ConfigurationTarget.Global);
  }

  /** A folder `datasync` that comes or goes later. */
  #watchFor(folders: readonly vscode.WorkspaceFolder[]): void {
    for (const watch of this.#watches) watch.dispose();
    const look = () => void this.findInWorkspace();
    this.#watches = folders.map(folder => {
      const pattern = new vscode.RelativePattern(folder, 'datasync');
      const watcher = vscode.workspace.createFileSystemWatcher(pattern, false, true, false);
      watcher.onDidCreate(look);
      watcher.onDidDelete(look);
      return watcher;
    });
  }
}

async function destinationIn({
  uri,
  name,
}: vscode.WorkspaceFolder): Promise<Destination | undefined> {
  const { fsPath } = uri;
  const isItself = path.basename(fsPath) === 'datasync';
  if (!isItself && !(await isFolder(vscode.Uri.joinPath(uri, 'datasync')))) return undefined;
  return { url: fsPath, name: isItself ? nameOfDestination(fsPath) : name, origin: 'workspace' };
}

async function isFolder(uri: vscode.Uri): Promise<boolean> {
  try {
    const { type } = await vscode.workspace.fs.stat(uri);
    return (type & vscode.FileType.Directory) !== 0;
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return false;
    throw error;
  }
}
