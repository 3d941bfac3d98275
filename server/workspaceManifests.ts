import type { Connection, InitializeParams, ServerCapabilities } from 'vscode-languageserver';

import type { ClientSupport } from './clientSupport';
import { pathOfUri } from './fileUri';
import { findManifests, type FoundManifest } from './findManifests';

/** Milliseconds for which folders are not walked through again while their client tells of no change. */
const memory = 60_000;

/** The folders that the client has open, and the manifests in them. */
export class WorkspaceManifests {
  #uris = new Set<string>();
  #areTold = false;
  #found: { readonly at: number; readonly manifests: readonly FoundManifest[] } | undefined;

  readonly capabilities: Pick<ServerCapabilities, 'workspace'> = {
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };

  constructor(private readonly client: Pick<ClientSupport, 'registersWatchers'>) {}

  /** Keeps what the client sent. */
  initialize({ capabilities, workspaceFolders, rootUri }: InitializeParams): void {
    const given = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
    this.#uris = new Set(given);
    this.#areTold = capabilities.workspace?.workspaceFolders === true;
  }

  /** Follows changes once the client can tell them. */
  initialized(connection: Connection): void {
    if (!this.#areTold) return;
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      for (const { uri } of removed) this.#uris.delete(uri);
      for (const { uri } of added) this.#uris.add(uri);
      this.lookAgain();
    });
  }

  /** As paths; what lies on no disk is left out. */
  folders(): readonly string[] {
    return [...this.#uris].flatMap(uri => pathOfUri(uri) ?? []);
  }

  /** The manifests and bills of materials on disk, the smallest first. */
  async manifests(signal: AbortSignal): Promise<readonly FoundManifest[]> {
    const now = performance.now();
    const isTold = this.client.registersWatchers;
    if (isTold && this.#found && now - this.#found.at < memory) return this.#found.manifests;
    const manifests = await findManifests(this.folders(), signal);
    this.#found = { at: now, manifests };
    return manifests;
  }

  /** Files were created, changed or deleted. */
  lookAgain(): void {
    this.#found = undefined;
  }
}
