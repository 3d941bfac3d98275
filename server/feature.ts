// What one feature of the protocol is: what it announces, and what it answers.
import {
  LSPErrorCodes,
  ResponseError,
  type CancellationToken,
  type Connection,
  type ServerCapabilities,
  type TextDocuments,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';

import type { ClientSupport } from './clientSupport';
import type { JsonBasics } from './jsonBasics';
import type { RulePage } from './language/diagnosticOf';
import type { LanguageService } from './languageService';
import type { OpenManifest } from './openManifest';
import type { WorkspaceFolders } from './workspaceFolders';

/** One feature of the protocol, declared once: the server's capabilities are those of its features. */
export interface Feature {
  readonly capabilities: Partial<ServerCapabilities>;
  /** Takes the feature's requests. */
  register(connection: Connection): void;
}

/** What every feature is made with. */
export interface FeatureContext {
  readonly service: LanguageService;
  readonly documents: TextDocuments<TextDocument>;
  /** What the client said of itself; known when requests come. */
  readonly client: ClientSupport;
  /** Those that the client has open. */
  readonly folders: WorkspaceFolders;
  readonly basics: JsonBasics;
  readonly rulePage: RulePage;
  /** Tells the user; a notification, so that nothing waits for an answer. */
  readonly warn: (message: string) => void;
}

/** The open manifest of a request, with its text document; undefined for a document that is not ours. */
export function manifestOf(
  { service, documents }: FeatureContext,
  { uri }: { readonly uri: string },
): { readonly document: TextDocument; readonly manifest: OpenManifest } | undefined {
  const document = documents.get(uri);
  const manifest = document && service.open(document);
  return document && manifest ? { document, manifest } : undefined;
}

/** The answer to a request; one that the client has cancelled is answered as the protocol says. */
export async function answer<T>(
  token: CancellationToken,
  body: (signal: AbortSignal) => T | Promise<T>,
): Promise<T | ResponseError<never>> {
  const signal = signalOf(token);
  try {
    return await body(signal);
  } catch (error) {
    if (!signal.aborted) throw error;
    return new ResponseError<never>(LSPErrorCodes.RequestCancelled, 'cancelled');
  }
}

function signalOf(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  else token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}

/** The client has left or does not know the request: there is nobody to tell. */
export function gone(): void {
  return undefined;
}
