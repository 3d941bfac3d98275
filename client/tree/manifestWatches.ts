import path from 'node:path';
import * as vscode from 'vscode';

/** Pendo writes a manifest in one go, but a copy of a bucket may take its time; in milliseconds. */
const settling = 400;

/** Watches the manifests that are shown: each file alone, for a folder of exports may hold a million others. */
export class ManifestWatches implements vscode.Disposable {
  readonly #watchers = new Map<string, vscode.Disposable>();

  /** Calls `onChange` when the file is another; a file that is watched already gets the new listener. */
  watch(file: string, onChange: () => void): void {
    this.unwatch(file);
    const folder = vscode.Uri.file(path.dirname(file));
    const pattern = new vscode.RelativePattern(folder, path.basename(file));
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    let timer: NodeJS.Timeout | undefined;
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(onChange, settling);
    };
    watcher.onDidChange(soon);
    watcher.onDidCreate(soon);
    watcher.onDidDelete(soon);
    const stop = new vscode.Disposable(() => clearTimeout(timer));
    this.#watchers.set(file, vscode.Disposable.from(watcher, stop));
  }

  /** Nobody wants to know any more. */
  unwatch(file: string): void {
    this.#watchers.get(file)?.dispose();
    this.#watchers.delete(file);
  }

  dispose(): void {
    for (const watcher of this.#watchers.values()) watcher.dispose();
    this.#watchers.clear();
  }
}
