// Tells when a file on disk is another one than it was: written to, replaced, gone or back.
import * as vscode from 'vscode';

/** A file is asked after once nobody has written to it for so long. */
const quietMillis = 400;

/** Watches one file until it is disposed of. */
export class FileWatch implements vscode.Disposable {
  readonly #uri: vscode.Uri;
  readonly #onChange: () => void;
  readonly #watcher: vscode.FileSystemWatcher;
  #timer: NodeJS.Timeout | undefined;
  #known: Promise<string>;

  /** `onChange` is called when the file has come to rest and is not as it was. */
  constructor(uri: vscode.Uri, onChange: () => void) {
    this.#uri = uri;
    this.#onChange = onChange;
    this.#known = versionOf(uri);
    // By its folder: the file's own name may hold what means something in a pattern.
    const pattern = new vscode.RelativePattern(vscode.Uri.joinPath(uri, '..'), '*');
    this.#watcher = vscode.workspace.createFileSystemWatcher(pattern);
    const look = (changed: vscode.Uri) => this.#look(changed);
    this.#watcher.onDidChange(look);
    this.#watcher.onDidCreate(look);
    this.#watcher.onDidDelete(look);
  }

  /** The file could not be read: whatever happens to it is a reason to try again. */
  forget(): void {
    this.#known = Promise.resolve('unread');
  }

  /** The file is read anew from now on. */
  restart(): void {
    this.#known = versionOf(this.#uri);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#watcher.dispose();
  }

  #look(changed: vscode.Uri): void {
    if (changed.path !== this.#uri.path) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#compare(), quietMillis);
  }

  async #compare(): Promise<void> {
    const known = await this.#known;
    const found = await versionOf(this.#uri);
    if (found !== known) this.#onChange();
  }
}

/** What tells one state of a file from another; empty while there is none. */
async function versionOf(uri: vscode.Uri): Promise<string> {
  try {
    const { mtime, size, permissions } = await vscode.workspace.fs.stat(uri);
    return `${mtime} ${size} ${permissions ?? 0}`;
  } catch {
    // Why it cannot be read is told by those who read it.
    return '';
  }
}
