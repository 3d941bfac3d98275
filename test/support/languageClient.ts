// A client of the language server as an editor has one: the built server as a process, spoken to over its pipes.
import { spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type InitializeResult,
  type ProtocolConnection,
} from 'vscode-languageserver-protocol/node';
import { cliPath } from './runCli';

export interface ClientOptions {
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: Readonly<Record<string, unknown>>;
  /** The workspace. */
  readonly folder?: string;
  /** Takes what the server asks of its client; called before anything is sent. */
  readonly listen?: (connection: ProtocolConnection) => void;
}

/** A connection to a server that has been initialized. */
export interface LanguageClient {
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  /** Opens a text under a file's path or a URI; resolves with the URI. */
  readonly open: (location: string, text: string, languageId?: string) => Promise<string>;
  /** Replaces the whole text. */
  readonly change: (uri: string, version: number, text: string) => Promise<void>;
}

/** Runs `body` with a client, then shuts the server down; resolves with its exit code. */
export async function withLanguageClient(
  { capabilities = {}, initializationOptions, folder, listen }: ClientOptions,
  body: (client: LanguageClient) => Promise<void>,
): Promise<number | null> {
  const child = spawn(process.execPath, [cliPath, 'language-server', '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = new Promise<number | null>(resolve => child.on('close', resolve));
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  listen?.(connection);
  connection.listen();
  try {
    const rootUri = folder === undefined ? null : pathToFileURL(folder).href;
    const initialized = await connection.sendRequest(InitializeRequest.type, {
      processId: process.pid,
      rootUri,
      workspaceFolders: rootUri === null ? null : [{ uri: rootUri, name: 'workspace' }],
      capabilities,
      ...(initializationOptions ? { initializationOptions } : {}),
    });
    await connection.sendNotification(InitializedNotification.type, {});
    await body({ connection, initialized, ...documentsOf(connection) });
    await connection.sendRequest(ShutdownRequest.type);
    await connection.sendNotification(ExitNotification.type);
    return await exited;
  } finally {
    connection.dispose();
    child.kill();
  }
}

function documentsOf(connection: ProtocolConnection): Pick<LanguageClient, 'open' | 'change'> {
  return {
    async open(location, text, languageId = 'json') {
      const uri = /^[a-z]+:/.test(location) ? location : pathToFileURL(location).href;
      const textDocument = { uri, languageId, version: 1, text };
      await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
      return uri;
    },
    async change(uri, version, text) {
      await connection.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri, version },
        contentChanges: [{ text }],
      });
    },
  };
}
