// The server: features in a list, nothing decided here.
import {
  DidChangeWatchedFilesNotification,
  Emitter,
  MessageType,
  ShowMessageNotification,
  TextDocuments,
  TextDocumentSyncKind,
  type Connection,
  type ServerCapabilities,
} from 'vscode-languageserver';

import { ClientSettings } from './clientSettings';
import { ClientSupport } from './clientSupport';
import { gone, type Feature, type FeatureContext } from './feature';
import { createCodeActionsFeature } from './features/codeActions';
import { createCodeLensesFeature } from './features/codeLenses';
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
import { createSemanticTokensFeature } from './features/semanticTokens';
import { createWorkspaceSymbolsFeature } from './features/workspaceSymbols';
import { pathOfUri, uriOfPath } from './fileUri';
import { JsonBasics } from './jsonBasics';
import type { RulePage } from './language/diagnosticOf';
import { LanguageService, type LanguageServicePorts } from './languageService';
import { ManifestsOnDisk } from './manifestsOnDisk';
import { openDocuments } from './openManifest';
import { WorkspaceManifests } from './workspaceManifests';

/** What the server needs of the outside besides its connection. */
export interface ServerPorts extends Pick<LanguageServicePorts, 'files' | 'now'> {
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
  const { context, settings } = createContext(connection, ports);
  const { client, workspace, documents } = context;
  const features = createFeatures(context);
  connection.onInitialize(params => {
    client.initialize(params);
    workspace.initialize(params);
    return {
      capabilities: { ...mergeCapabilities(features), ...workspace.capabilities },
      serverInfo: { name: 'pendo-data-sync', version: ports.version },
    };
  });
  connection.onInitialized(() => {
    settings.initialized();
    workspace.initialized(connection);
    watchFiles(connection, client);
  });
  settings.onChange(context.outsideChanged);
  settings.register();
  const filesChanged = (uris: readonly string[]): void => {
    context.files.forget(uris.flatMap(uri => pathOfUri(uri) ?? []));
    workspace.lookAgain();
    context.outsideChanged();
  };
  documents.onDidSave(({ document: { uri } }) => filesChanged([uri]));
  documents.onDidClose(({ document: { uri } }) => context.service.release(uri));
  connection.onDidChangeWatchedFiles(({ changes }) => filesChanged(changes.map(({ uri }) => uri)));
  for (const feature of features) feature.register(connection);
  documents.listen(connection);
  connection.listen();
}

function createContext(
  connection: Connection,
  { files, now, rulePage }: ServerPorts,
): { readonly context: FeatureContext; readonly settings: ClientSettings } {
  const documents = new TextDocuments(openDocuments);
  const client = new ClientSupport();
  const outside = new Emitter<void>();
  const outsideChanged = (): void => {
    outside.fire();
  };
  const warn = (message: string): void => {
    const { type } = ShowMessageNotification;
    connection.sendNotification(type, { type: MessageType.Warning, message }).catch(gone);
  };
  const settings = new ClientSettings(connection, client, warn);
  const onDisk = new ManifestsOnDisk(uri => service.release(uri));
  const service: LanguageService = new LanguageService({
    ...{ files, now, warn },
    clientLevels: () => settings.rules(),
    manifestAt: async (location, signal) => {
      const open = documents.all().find(({ manifest }) => manifest?.path === location);
      return open ? open.manifest : onDisk.get(uriOfPath(location), signal);
    },
    onFactsChange: outsideChanged,
  });
  const context: FeatureContext = {
    ...{ service, documents, onDisk, files, client, rulePage, warn, outsideChanged },
    workspace: new WorkspaceManifests(client),
    basics: new JsonBasics(),
    onOutsideChange: outside.event,
  };
  return { context, settings };
}

function createFeatures(context: FeatureContext): readonly Feature[] {
  return [
    createDiagnosticsFeature(context),
    createDocumentSymbolsFeature(context),
    createWorkspaceSymbolsFeature(context),
    createHoverFeature(context),
    createCompletionFeature(context),
    createFormattingFeature(context),
    createDocumentLinksFeature(context),
    createCodeActionsFeature(context),
    createCodeLensesFeature(context),
    createExecuteCommandFeature(context),
    createFoldingRangesFeature(context),
    createSelectionRangesFeature(context),
    createSemanticTokensFeature(context),
    createInlayHintsFeature(context),
    createDefinitionFeature(context),
    createReferencesFeature(context),
  ];
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
