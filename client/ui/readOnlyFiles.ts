import * as vscode from 'vscode';

/** Where the texts come from. */
export interface ReadOnlyFilePorts {
  read(uri: vscode.Uri): Promise<string>;
  /** Of a text that is stored somewhere; undefined for others. */
  stat?(uri: vscode.Uri): Promise<Pick<vscode.FileStat, 'size' | 'mtime'> | undefined>;
}

/**
 * A file system of read-only texts that are made when they are opened. Unlike those of a content provider, its
 * tabs are there again after a reload of the window, when `onFileSystem:<scheme>` activates the extension.
 */
export class ReadOnlyFiles implements vscode.FileSystemProvider, vscode.Disposable {
  readonly #ports: ReadOnlyFilePorts;
  readonly #changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly #registration: vscode.Disposable;
  /** By URI, counted up: what is open is read again when it is another. */
  readonly #versions = new Map<string, number>();

  readonly onDidChangeFile = this.#changes.event;

  constructor(scheme: string, ports: ReadOnlyFilePorts) {
    this.#ports = ports;
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

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const known = { type: vscode.FileType.File, ctime: 0, mtime: this.#versionOf(uri), size: 0 };
    return { ...known, ...(await this.#ports.stat?.(uri)) };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return Buffer.from(await this.#ports.read(uri));
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
