import type { Connection, InitializeParams, ServerCapabilities } from 'vscode-languageserver';

import { pathOfUri } from './fileUri';

/** The folders that the client has open, as paths; what lies on no disk is left out. */
export class WorkspaceFolders {
  #uris = new Set<string>();
  #areTold = false;

  readonly capabilities: Pick<ServerCapabilities, 'workspace'> = {
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };

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
    });
  }

  paths(): readonly string[] {
    return [...this.#uris].flatMap(uri => pathOfUri(uri) ?? []);
  }
}
