import path from 'node:path';
import * as vscode from 'vscode';

import { kindOfFileName } from '../../shared/manifest/kindOfFileName';

/** VS Code hands no document with more characters than this to any extension. */
const editorLimit = 50 << 20;

/** Tells which manifest is open that is too large for the editor to hand to extensions. */
export class LargeManifests implements vscode.Disposable {
  readonly #changes = new vscode.EventEmitter<void>();
  readonly #listeners: vscode.Disposable;
  #current: vscode.Uri | undefined;

  readonly onDidChange = this.#changes.event;

  constructor() {
    const { onDidChangeTabs, onDidChangeTabGroups } = vscode.window.tabGroups;
    const look = () => void this.#look();
    this.#listeners = vscode.Disposable.from(onDidChangeTabs(look), onDidChangeTabGroups(look));
    look();
  }

  /** The one that is, or was last, in front; undefined when none is open. */
  get current(): vscode.Uri | undefined {
    return this.#current;
  }

  dispose(): void {
    this.#listeners.dispose();
    this.#changes.dispose();
  }

  async #look(): Promise<void> {
    const { activeTabGroup, all } = vscode.window.tabGroups;
    const front = uriOf(activeTabGroup.activeTab);
    const isFrontLarge = front !== undefined && (await isLarge(front));
    const open = all.flatMap(({ tabs }) => tabs.map(tab => uriOf(tab)?.toString()));
    const isOpen = open.includes(this.#current?.toString());
    const next = isFrontLarge ? front : isOpen ? this.#current : undefined;
    if (next?.toString() === this.#current?.toString()) return;
    this.#current = next;
    this.#changes.fire();
  }
}

function uriOf(tab: vscode.Tab | undefined): vscode.Uri | undefined {
  return tab?.input instanceof vscode.TabInputText ? tab.input.uri : undefined;
}

async function isLarge(uri: vscode.Uri): Promise<boolean> {
  if (uri.scheme !== 'file' || !kindOfFileName(path.basename(uri.path))) return false;
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    // Characters may be fewer than bytes: what is handed out is not too large.
    return size > editorLimit && !isHandedOut(uri);
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return false;
    throw error;
  }
}

function isHandedOut(uri: vscode.Uri): boolean {
  return vscode.workspace.textDocuments.some(each => each.uri.toString() === uri.toString());
}
