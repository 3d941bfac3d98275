import type { ClientCapabilities, InitializeParams } from 'vscode-languageserver';

import { isRecord } from '../shared/util/isRecord';
import { inEnglish, readTexts, translateBy, type Translate } from '../shared/util/translate';

/** What a client said of itself in `initialize`. */
export class ClientSupport {
  #capabilities: ClientCapabilities = {};
  #commands: ReadonlySet<string> = new Set();
  #options: Readonly<Record<string, unknown>> = {};
  #t: Translate = inEnglish;

  /** Keeps what the client sent. */
  initialize({ capabilities, initializationOptions }: InitializeParams): void {
    this.#capabilities = capabilities;
    const options: unknown = initializationOptions;
    this.#options = isRecord(options) ? options : {};
    const { commands, texts } = this.#options;
    this.#t = translateBy(readTexts(texts));
    this.#commands = new Set(Array.isArray(commands) ? commands.filter(isText) : []);
  }

  /** The levels of rules among its `initializationOptions`, for clients that cannot be asked. */
  get rules(): unknown {
    return this.#options.rules;
  }

  /**
   * The client's language by `initializationOptions.texts`, translations by the English text, for what the server offers:
   * lenses, actions, progress and the outline. Without them, and for what the rules find, it is English.
   */
  get t(): Translate {
    return this.#t;
  }

  /** The client has a command of its own under this name: `initializationOptions.commands` lists it. */
  hasCommand(name: string): boolean {
    return this.#commands.has(name);
  }

  /** The client asks for diagnostics itself (3.17); otherwise they are pushed. */
  get pullsDiagnostics(): boolean {
    return this.#capabilities.textDocument?.diagnostic !== undefined;
  }

  /** The client can be told to ask again for what depends on more than the text. */
  refreshes(what: 'diagnostics' | 'inlayHint' | 'codeLens' | 'semanticTokens'): boolean {
    return this.#capabilities.workspace?.[what]?.refreshSupport === true;
  }

  /** The client watches files that it is asked to watch. */
  get registersWatchers(): boolean {
    const watching = this.#capabilities.workspace?.didChangeWatchedFiles;
    return watching?.dynamicRegistration === true;
  }

  /** The client answers when asked for its settings. */
  get answersConfiguration(): boolean {
    return this.#capabilities.workspace?.configuration === true;
  }

  /** The client tells of changed settings only when asked to. */
  get registersConfiguration(): boolean {
    return this.#capabilities.workspace?.didChangeConfiguration?.dynamicRegistration === true;
  }

  /** The client opens what it is told to show. */
  get showsDocuments(): boolean {
    return this.#capabilities.window?.showDocument?.support === true;
  }

  /** The client makes edits that it is sent. */
  get appliesEdits(): boolean {
    return this.#capabilities.workspace?.applyEdit === true;
  }

  /** The client can create a file as part of an edit. */
  get createsFiles(): boolean {
    const edits = this.#capabilities.workspace?.workspaceEdit;
    const operations = edits?.resourceOperations ?? [];
    return edits?.documentChanges === true && operations.includes('create');
  }

  /** An action's edit can wait until the user has chosen the action. */
  get resolvesActions(): boolean {
    const resolved = this.#capabilities.textDocument?.codeAction?.resolveSupport?.properties ?? [];
    return (
      this.#capabilities.textDocument?.codeAction?.dataSupport === true && resolved.includes('edit')
    );
  }

  /** Completions may hold places to be filled in. */
  get insertsSnippets(): boolean {
    const item = this.#capabilities.textDocument?.completion?.completionItem;
    return item?.snippetSupport === true;
  }

  /** Folding ranges that the client takes at most; undefined for any number. */
  get foldingLimit(): number | undefined {
    return this.#capabilities.textDocument?.foldingRange?.rangeLimit;
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
