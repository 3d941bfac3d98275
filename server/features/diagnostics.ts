import {
  DocumentDiagnosticReportKind,
  type Connection,
  type Diagnostic,
  type DocumentDiagnosticReport,
} from 'vscode-languageserver';

import { answer, gone, manifestOf, type Feature, type FeatureContext } from '../feature';
import { diagnosticOf } from '../language/diagnosticOf';
import type { OpenManifest } from '../openManifest';

/** A pause in typing after which findings are pushed to clients that do not ask for them. */
const pushDelay = 150;

/** textDocument/diagnostic with result ids; for clients older than 3.17 textDocument/publishDiagnostics. */
export function createDiagnosticsFeature(context: FeatureContext): Feature {
  return {
    capabilities: {
      diagnosticProvider: {
        identifier: 'pendo-data-sync',
        interFileDependencies: true,
        workspaceDiagnostics: false,
      },
    },
    register(connection) {
      connection.languages.diagnostics.on(async ({ textDocument, previousResultId }, token) => {
        const open = manifestOf(context, textDocument);
        if (!open) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
        return answer(token, signal =>
          report(context, open.manifest, { previousResultId, signal }),
        );
      });
      refreshOrPush(context, connection);
    },
  };
}

async function report(
  context: FeatureContext,
  manifest: OpenManifest,
  {
    previousResultId,
    signal,
  }: { readonly previousResultId: string | undefined; readonly signal: AbortSignal },
): Promise<DocumentDiagnosticReport> {
  const resultId = `${manifest.version}.${context.service.generation}`;
  if (resultId === previousResultId) {
    return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
  }
  const items = await diagnosticsOf(context, manifest, signal);
  return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
}

async function diagnosticsOf(
  { service, rulePage }: FeatureContext,
  manifest: OpenManifest,
  signal: AbortSignal,
): Promise<Diagnostic[]> {
  const findings = await service.findings(manifest, signal);
  return findings.map(finding => diagnosticOf(finding, manifest, rulePage));
}

/** Files that change make findings change: who pulls is told to pull again, who does not gets them sent. */
function refreshOrPush(context: FeatureContext, connection: Connection): void {
  const { client, documents, service } = context;
  const pusher = new Pusher(context, connection);
  const filesChanged = (): void => {
    if (!client.pullsDiagnostics) for (const { uri } of documents.all()) pusher.push(uri);
    else if (client.refreshes('diagnostics'))
      connection.languages.diagnostics.refresh().catch(gone);
  };
  service.onFilesChanged(filesChanged);
  documents.onDidChangeContent(({ document: { uri } }) => {
    if (!client.pullsDiagnostics) pusher.push(uri);
  });
  documents.onDidClose(({ document: { uri } }) => {
    if (!client.pullsDiagnostics) pusher.clear(uri);
  });
}

/** Sends findings when typing pauses; newer text ends the work on older. */
class Pusher {
  readonly #running = new Map<string, AbortController>();

  constructor(
    private readonly context: FeatureContext,
    private readonly connection: Connection,
  ) {}

  push(uri: string): void {
    const controller = this.#restart(uri);
    const timer = setTimeout(() => {
      this.#send(uri, controller.signal).catch((error: unknown) => {
        if (!controller.signal.aborted) this.connection.console.error(String(error));
      });
    }, pushDelay);
    controller.signal.addEventListener('abort', () => clearTimeout(timer));
  }

  clear(uri: string): void {
    this.#running.get(uri)?.abort();
    this.#running.delete(uri);
    this.connection.sendDiagnostics({ uri, diagnostics: [] }).catch(gone);
  }

  #restart(uri: string): AbortController {
    this.#running.get(uri)?.abort();
    const controller = new AbortController();
    this.#running.set(uri, controller);
    return controller;
  }

  async #send(uri: string, signal: AbortSignal): Promise<void> {
    const open = manifestOf(this.context, { uri });
    if (!open) return;
    const { version } = open.manifest;
    const diagnostics = await diagnosticsOf(this.context, open.manifest, signal);
    signal.throwIfAborted();
    await this.connection.sendDiagnostics({ uri, version, diagnostics });
  }
}
