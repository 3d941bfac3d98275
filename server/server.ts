// The server: features in a list, nothing decided here.
import {
  DidChangeWatchedFilesNotification,
  MessageType,
  ShowMessageNotification,
  TextDocuments,
  TextDocumentSyncKind,
  type Connection,
  type ServerCapabilities,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';

import { ClientSettings } from './clientSettings';
import { ClientSupport } from './clientSupport';
import { gone, type Feature, type FeatureContext } from './feature';
import { createCodeActionsFeature } from './features/codeActions';
import { createCompletionFeature } from './features/completion';
import { createDefinitionFeature } from './features/definition';
import { createDiagnosticsFeature } from './features/diagnostics';
import { createDocumentLinksFeature } from './features/documentLinks';
import { createDocumentSymbolsFeature } from './features/documentSymbols';
import { createExecuteCommandFeature } from './features/executeCommand';
import { createFoldingRangesFeature } from './features/foldingRanges';
import { createFormattingFeature } from './features/formatting';
import { createHoverFeature } from './features/hover';
import { createInlayHintsFeature } from './features/inlayHints';
import { createReferencesFeature } from './features/references';
import { createSelectionRangesFeature } from './features/selectionRanges';
import { JsonBasics } from './jsonBasics';
import type { RulePage } from './language/diagnosticOf';
import { createLanguageService, type LanguageServicePorts } from './languageService';
import { WorkspaceFolders } from './workspaceFolders';

/** What the server needs of the outside besides its connection. */
export interface ServerPorts extends Omit<LanguageServicePorts, 'warn' | 'clientLevels'> {
  /** Told to clients. */
  readonly version: string;
  readonly rulePage: RulePage;
}

/** What findings of an open document depend on besides its text. */
const watchedFiles = [
  '**/*exportmanifest.json',
  '**/*billofmaterials.json',
  '**/*.avro',
  '**/.pendo-data-sync.json',
];

/** Serves a connection until the client leaves it. */
export function startServer(connection: Connection, ports: ServerPorts): void {
  const documents = new TextDocuments(TextDocument);
  const client = new ClientSupport();
  const folders = new WorkspaceFolders();
  const warn = (message: string): void => {
    const { type } = ShowMessageNotification;
    connection.sendNotification(type, { type: MessageType.Warning, message }).catch(gone);
  };
  const settings = new ClientSettings(connection, client, warn);
  const service = createLanguageService({
    ...ports,
    warn,
    clientLevels: () => settings.rules(),
  });
  const basics = new JsonBasics();
  const { rulePage } = ports;
  const context: FeatureContext = { service, documents, client, folders, basics, rulePage, warn };
  const features: readonly Feature[] = [
    createDiagnosticsFeature(context),
    createDocumentSymbolsFeature(context),
    createHoverFeature(context),
    createCompletionFeature(context),
    createFormattingFeature(context),
    createDocumentLinksFeature(context),
    createCodeActionsFeature(context),
    createExecuteCommandFeature(context),
    createFoldingRangesFeature(context),
    createSelectionRangesFeature(context),
    createInlayHintsFeature(context),
    createDefinitionFeature(context),
    createReferencesFeature(context),
  ];
  connection.onInitialize(params => {
    client.initialize(params);
    folders.initialize(params);
    return {
      capabilities: { ...mergeCapabilities(features), ...folders.capabilities },
      serverInfo: { name: 'pendo-data-sync', version: ports.version },
    };
  });
  connection.onInitialized(() => {
    settings.initialized();
    folders.initialized(connection);
    watchFiles(connection, client);
  });
  // First of all listeners, so that nobody asks with what is outdated.
  documents.onDidOpen(() => service.filesChanged());
  documents.onDidSave(() => service.filesChanged());
  documents.onDidClose(({ document }) => service.close(document.uri));
  connection.onDidChangeWatchedFiles(() => service.filesChanged());
  settings.onChange(() => service.filesChanged());
  settings.register();
  for (const feature of features) feature.register(connection);
  documents.listen(connection);
  connection.listen();
}

function watchFiles(connection: Connection, client: ClientSupport): void {
  if (!client.registersWatchers) return;
  const watchers = watchedFiles.map(globPattern => ({ globPattern }));
  connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch(() => {
    connection.console.warn(
      'files beside the open ones are looked at only when something is asked',
    );
  });
}

function mergeCapabilities(features: readonly Feature[]): ServerCapabilities {
  const own: ServerCapabilities = {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
  };
  return features.reduce((merged, { capabilities }) => ({ ...merged, ...capabilities }), own);
}
