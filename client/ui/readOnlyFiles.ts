import * as vscode from 'vscode';

/**
 * A file system of read-only texts that are made when they are opened. Unlike those of a content provider, its
 * tabs are there again after a reload of the window, when `onFileSystem:<scheme>` activates the extension.
 */
export class ReadOnlyFiles implements vscode.FileSystemProvider, vscode.Disposable {
  readonly #read: (uri: vscode.Uri) => Promise<string>;
  readonly #changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly #registration: vscode.Disposable;
  /** By URI, counted up: what is open is read again when it is another. */
  readonly #versions = new Map<string, number>();

  readonly onDidChangeFile = this.#changes.event;

  constructor(scheme: string, read: (uri: vscode.Uri) => Promise<string>) {
    this.#read = read;
    this.#registration = vscode.workspace.registerFileSystemProvider(scheme, this, {
      isReadonly: true,
      isCaseSensitive: true,
    });
  }

  /** The text is another: where it is open, it is read anew. */
  changed(uri: vscode.Uri): void {
    this.#versions.set(uri.toString(), this.#versionOf(uri) + 1);
    this.#changes.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    return { type: vscode.FileType.File, ctime: 0, mtime: this.#versionOf(uri), size: 0 };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return Buffer.from(await this.#read(uri));
  }

  watch(): vscode.Disposable {
    return { dispose: () => undefined };
  }

  readDirectory(): [] {
    return [];
  }

  readonly createDirectory = refuse;
  readonly writeFile = refuse;
  readonly delete = refuse;
  readonly rename = refuse;

  dispose(): void {
    this.#registration.dispose();
    this.#changes.dispose();
  }

  #versionOf(uri: vscode.Uri): number {
    return this.#versions.get(uri.toString()) ?? 1;
  }
}

function refuse(): never {
  throw vscode.FileSystemError.NoPermissions();
}
