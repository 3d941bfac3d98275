import path from 'node:path';
import * as vscode from 'vscode';

/** Whoever copies exports makes many folders at once; in milliseconds. */
const settling = 600;

/** Folders that came and hold no manifest yet: more are not followed, and "Refresh" finds theirs. */
const mostNew = 50;

/**
 * Watches the folders of one destination down to those of its applications, each by itself: what is in an
 * application, which may be a million files, is not watched. Also told: the destination itself goes or comes back.
 */
export class FolderWatches implements vscode.Disposable {
  readonly #root: string;
  readonly #onChange: () => void;
  readonly #watchers = new Map<string, vscode.Disposable>();
  readonly #new = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(root: string, onChange: () => void) {
    this.#root = root;
    this.#onChange = onChange;
  }

  /** Watches these folders from now on; `applications` are known, and no longer waited for. */
  watch(folders: readonly string[], applications: readonly string[]): void {
    for (const each of this.#new) {
      const isKnown = applications.some(known => `${each}${path.sep}`.startsWith(known + path.sep));
      if (isKnown || folders.includes(each)) this.#new.delete(each);
    }
    const wanted = new Set([...folders, ...this.#new]);
    for (const [folder, watcher] of this.#watchers) {
      if (wanted.has(folder) || folder === '') continue;
      watcher.dispose();
      this.#watchers.delete(folder);
    }
    // Where a destination lay it may lie again.
    this.#watch('', path.dirname(this.#root), file => file === vscode.Uri.file(this.#root).fsPath);
    for (const folder of wanted) this.#watch(folder, folder);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const watcher of this.#watchers.values()) watcher.dispose();
    this.#watchers.clear();
  }

  /** A name as a pattern would mean others: `acme [prod]`. */
  #watch(key: string, folder: string, isWanted: (file: string) => boolean = () => true): void {
    if (this.#watchers.has(key)) return;
    const base = vscode.Uri.file(folder);
    const watched = new vscode.RelativePattern(base, '*');
    const watcher = vscode.workspace.createFileSystemWatcher(watched, false, true, false);
    watcher.onDidCreate(({ fsPath }) => {
      if (!isWanted(fsPath)) return;
      // Its manifest may be copied a little later.
      if (this.#new.size < mostNew) this.#new.add(fsPath);
      this.#soon();
    });
    watcher.onDidDelete(({ fsPath }) => {
      if (!isWanted(fsPath)) return;
      this.#new.delete(fsPath);
      this.#soon();
    });
    this.#watchers.set(key, watcher);
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#onChange, settling);
  }
}
