// What an editor asks a language server about one document, from opening it to some typing, with times.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  DiagnosticRefreshRequest,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  DocumentSymbolRequest,
  ExitNotification,
  FoldingRangeRequest,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type Position,
  type ProtocolConnection,
} from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';

import { startProbed } from './probedProcess';
import type { Held } from './processProbe';

/** Milliseconds, each from the question to its answer, and what the server held at the end. */
export interface Session extends Held {
  /** From opening the document to its first diagnostics. */
  readonly first: number;
  /** From opening the document to all of its diagnostics. */
  readonly complete: number;
  readonly hover: number;
  readonly folding: number;
  readonly symbols: number;
  /** From each keystroke to the diagnostics of the new text. */
  readonly keystrokes: readonly number[];
}

/** A server's script and its arguments. */
export type Server = readonly [script: string, ...args: string[]];

/** A whole session of a server of its own with a manifest that lies at `file`. */
export async function runSession(
  [script, ...args]: Server,
  file: string,
  text: string,
): Promise<Session> {
  const { child, held } = startProbed(script, args);
  if (!child.stdin || !child.stdout) throw new Error('the server has no pipes');
  const ended = new Promise(resolve => child.on('close', resolve));
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  try {
    await initialize(connection, path.dirname(file));
    const times = await edit(connection, TextDocument.create(uriOf(file), 'json', 1, text));
    const session = { ...times, ...(await held()) };
    await connection.sendRequest(ShutdownRequest.type);
    await connection.sendNotification(ExitNotification.type);
    await ended;
    return session;
  } finally {
    connection.dispose();
    child.kill();
  }
}

async function initialize(connection: ProtocolConnection, folder: string): Promise<void> {
  await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: uriOf(folder),
    workspaceFolders: null,
    capabilities: {
      workspace: { diagnostics: { refreshSupport: true } },
      textDocument: {
        diagnostic: {},
        documentSymbol: { hierarchicalDocumentSymbolSupport: true },
        foldingRange: { rangeLimit: 5000 },
      },
    },
  });
  await connection.sendNotification(InitializedNotification.type, {});
}

async function edit(
  connection: ProtocolConnection,
  document: TextDocument,
): Promise<Omit<Session, keyof Held>> {
  const { uri, version, languageId } = document;
  const textDocument = { uri };
  const text = document.getText();
  const diagnose = () => connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument });
  const refreshed = new Promise<void>(resolve =>
    connection.onRequest(DiagnosticRefreshRequest.type, () => resolve()),
  );
  let first = 0;
  const complete = await timed(async () => {
    const start = performance.now();
    const opened = { uri, version, languageId, text };
    await connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: opened,
    });
    const { resultId } = await diagnose();
    first = performance.now() - start;
    // An answer that is not the last word has no id.
    if (resultId !== undefined) return;
    await refreshed;
    await diagnose();
  });
  const position = document.positionAt(text.indexOf('"periodId"', text.length / 2) + 2);
  const hover = await timed(() =>
    connection.sendRequest(HoverRequest.type, { textDocument, position }),
  );
  const folding = await timed(() =>
    connection.sendRequest(FoldingRangeRequest.type, { textDocument }),
  );
  const symbols = await timed(() =>
    connection.sendRequest(DocumentSymbolRequest.type, { textDocument }),
  );
  const keystrokes: number[] = [];
  for (const [index, { range, key }] of typing(document).entries()) {
    const time = await timed(async () => {
      await connection.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri, version: version + index + 1 },
        contentChanges: [{ range, text: key }],
      });
      await diagnose();
    });
    keystrokes.push(time);
  }
  return { first, complete, hover, folding, symbols, keystrokes };
}

interface Keystroke {
  readonly range: { readonly start: Position; readonly end: Position };
  /** Nothing where a character is taken back. */
  readonly key: string;
}

/** Twenty keystrokes: in four places another number of events, a slip and its correction. */
function typing(document: TextDocument): readonly Keystroke[] {
  const text = document.getText();
  const label = '"eventCount": ';
  return [0.1, 0.4, 0.6, 0.9].flatMap(part => {
    const at = text.indexOf(label, Math.floor(text.length * part)) + label.length;
    const place = (offset: number) => document.positionAt(at + offset);
    const type = (offset: number, key: string) => {
      return { range: { start: place(offset), end: place(offset) }, key };
    };
    const takeBack = (offset: number) => {
      return { range: { start: place(offset), end: place(offset + 1) }, key: '' };
    };
    return [type(0, '1'), type(1, '2'), type(2, ','), takeBack(2), takeBack(1)];
  });
}

async function timed(body: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await body();
  return performance.now() - start;
}

function uriOf(location: string): string {
  return pathToFileURL(location).href;
}
