// The server: features in a list, nothing decided here.
import {
  DidChangeWatchedFilesNotification,
  TextDocuments,
  TextDocumentSyncKind,
  type Connection,
  type ServerCapabilities,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';

import { ClientSupport } from './clientSupport';
import type { Feature, FeatureContext } from './feature';
import { createCodeActionsFeature } from './features/codeActions';
import { createDefinitionFeature } from './features/definition';
import { createDiagnosticsFeature } from './features/diagnostics';
import { createDocumentLinksFeature } from './features/documentLinks';
import { createDocumentSymbolsFeature } from './features/documentSymbols';
import { createFoldingRangesFeature } from './features/foldingRanges';
import { createHoverFeature } from './features/hover';
import { createInlayHintsFeature } from './features/inlayHints';
import { createReferencesFeature } from './features/references';
import { createSelectionRangesFeature } from './features/selectionRanges';
import type { RulePage } from './language/diagnosticOf';
import { createLanguageService, type LanguageServicePorts } from './languageService';

/** What the server needs of the outside besides its connection. */
export interface ServerPorts extends Omit<LanguageServicePorts, 'warn'> {
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
  const service = createLanguageService({
    ...ports,
    warn: message => connection.window.showWarningMessage(message),
  });
  const client = new ClientSupport();
  const context: FeatureContext = { service, documents, client, rulePage: ports.rulePage };
  const features: readonly Feature[] = [
    createDiagnosticsFeature(context),
    createDocumentSymbolsFeature(context),
    createHoverFeature(context),
    createDocumentLinksFeature(context),
    createCodeActionsFeature(context),
    createFoldingRangesFeature(context),
    createSelectionRangesFeature(context),
    createInlayHintsFeature(context),
    createDefinitionFeature(context),
    createReferencesFeature(context),
  ];
  connection.onInitialize(params => {
    client.initialize(params);
    return {
      capabilities: mergeCapabilities(features),
      serverInfo: { name: 'pendo-data-sync', version: ports.version },
    };
  });
  connection.onInitialized(() => {
    if (!client.registersWatchers) return;
    const watchers = watchedFiles.map(globPattern => ({ globPattern }));
    connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch(() => {
      connection.console.warn('files beside the open ones are looked at only on open and save');
    });
  });
  // First of all listeners, so that nobody asks with what is outdated.
  documents.onDidOpen(() => service.filesChanged());
  documents.onDidSave(() => service.filesChanged());
  documents.onDidClose(({ document }) => service.close(document.uri));
  connection.onDidChangeWatchedFiles(() => service.filesChanged());
  for (const feature of features) feature.register(connection);
  documents.listen(connection);
  connection.listen();
}

function mergeCapabilities(features: readonly Feature[]): ServerCapabilities {
  const own: ServerCapabilities = {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
  };
  return features.reduce((merged, { capabilities }) => ({ ...merged, ...capabilities }), own);
}
