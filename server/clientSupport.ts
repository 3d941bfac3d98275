import type { InitializeParams } from 'vscode-languageserver';

/** What a client said of itself in `initialize`. */
export class ClientSupport {
  #params: InitializeParams | undefined;

  /** Keeps what the client sent. */
  initialize(params: InitializeParams): void {
    this.#params = params;
  }

  /** The client asks for diagnostics itself (3.17); otherwise they are pushed. */
  get pullsDiagnostics(): boolean {
    return this.#params?.capabilities.textDocument?.diagnostic !== undefined;
  }

  /** The client can be told to ask for diagnostics again. */
  get refreshesDiagnostics(): boolean {
    return this.#params?.capabilities.workspace?.diagnostics?.refreshSupport === true;
  }

  /** The client watches files that it is asked to watch. */
  get registersWatchers(): boolean {
    const watching = this.#params?.capabilities.workspace?.didChangeWatchedFiles;
    return watching?.dynamicRegistration === true;
  }

  /** Folding ranges that the client takes at most; undefined for any number. */
  get foldingLimit(): number | undefined {
    return this.#params?.capabilities.textDocument?.foldingRange?.rangeLimit;
  }
}
