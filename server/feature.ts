// What one feature of the protocol is: what it announces, and what it answers.
import {
  LSPErrorCodes,
  ResponseError,
  type CancellationToken,
  type Connection,
  type Event,
  type ServerCapabilities,
  type TextDocuments,
} from 'vscode-languageserver';

import type { ClientSupport } from './clientSupport';
import type { JsonBasics } from './jsonBasics';
import type { RulePage } from './language/diagnosticOf';
import type { LanguageService } from './languageService';
import type { ManifestsOnDisk } from './manifestsOnDisk';
import type { OpenDocument, OpenManifest } from './openManifest';
import type { WorkspaceFiles } from './workspaceFiles';
import type { WorkspaceManifests } from './workspaceManifests';

/** One feature of the protocol, declared once: the server's capabilities are those of its features. */
export interface Feature {
  readonly capabilities: Partial<ServerCapabilities>;
  /** Takes the feature's requests. */
  register(connection: Connection): void;
}

/** What every feature is made with. */
export interface FeatureContext {
  readonly service: LanguageService;
  readonly documents: TextDocuments<OpenDocument>;
  /** Those that are asked about without being open. */
  readonly onDisk: ManifestsOnDisk;
  /** What the client said of itself; known when requests come. */
  readonly client: ClientSupport;
  readonly workspace: WorkspaceManifests;
  readonly files: WorkspaceFiles;
  readonly basics: JsonBasics;
  readonly rulePage: RulePage;
  /** Tells the user; a notification, so that nothing waits for an answer. */
  readonly warn: (message: string) => void;
  /** Files beside the documents, or settings, are others than before. */
  readonly onOutsideChange: Event<void>;
  /** Whatever is shown of documents may be outdated: clients are told to ask again. */
  readonly outsideChanged: () => void;
}

/** What is asked of one document. */
export interface DocumentRequest {
  readonly textDocument: { readonly uri: string };
}

/** The answer about a manifest; null for any other document, an error where it has changed meanwhile. */
export async function answerAbout<T>(
  context: FeatureContext,
  { textDocument }: DocumentRequest,
  token: CancellationToken,
  body: (manifest: OpenManifest, signal: AbortSignal) => Promise<T>,
): Promise<T | ResponseError<never> | null> {
  return answer(token, async signal => {
    const manifest = await manifestOf(context, textDocument, signal);
    if (!manifest) return null;
    const found = await body(manifest, signal);
    if (isCurrent(context, manifest)) return found;
    return new ResponseError<never>(LSPErrorCodes.ContentModified, 'the document has changed');
  });
}

/** The manifest as the editor shows it, or else as it lies on disk. */
export async function manifestOf(
  { documents, onDisk }: FeatureContext,
  { uri }: { readonly uri: string },
  signal: AbortSignal,
): Promise<OpenManifest | undefined> {
  const open = documents.get(uri);
  return open ? open.manifest : onDisk.get(uri, signal);
}

/** Whether the document is still the one that an answer is about. */
export function isCurrent({ documents }: FeatureContext, manifest: OpenManifest): boolean {
  const open = documents.get(manifest.uri);
  return open ? open.manifest === manifest : manifest.version === null;
}

/** The answer to a request; one that the client has cancelled is answered so at once. */
export async function answer<T>(
  token: CancellationToken,
  body: (signal: AbortSignal) => Promise<T>,
): Promise<T | ResponseError<never>> {
  const controller = new AbortController();
  const { signal } = controller;
  const cancelled = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('cancelled')));
  });
  if (token.isCancellationRequested) controller.abort();
  else token.onCancellationRequested(() => controller.abort());
  try {
    return await Promise.race([cancelled, body(signal)]);
  } catch (error) {
    if (!signal.aborted) throw error;
    return new ResponseError<never>(LSPErrorCodes.RequestCancelled, 'cancelled');
  }
}

/** The client has left or does not know the request: there is nobody to tell. */
export function gone(): void {
  return undefined;
}
