import {
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
  type Connection,
  type Diagnostic,
  type DiagnosticServerCancellationData,
  type DocumentDiagnosticReport,
} from 'vscode-languageserver';

import { answer, gone, isCurrent, manifestOf, type Feature, type FeatureContext } from '../feature';
import { diagnosticOf } from '../language/diagnosticOf';
import type { OpenManifest } from '../openManifest';
import { reportOf } from './reportOf';
import { WorkspaceReporter } from './workspaceReporter';

/** A pause in typing after which findings are pushed to clients that do not ask for them. */
const pushDelay = 150;

/** After so many milliseconds a large document that is new to the client is told of as far as it is checked. */
const patience = 50;

/** textDocument/diagnostic and workspace/diagnostic with result ids; for clients older than 3.17 textDocument/publishDiagnostics. */
export function createDiagnosticsFeature(context: FeatureContext): Feature {
  return {
    capabilities: {
      diagnosticProvider: {
        identifier: 'pendo-data-sync',
        interFileDependencies: true,
        workspaceDiagnostics: true,
      },
    },
    register(connection) {
      connection.languages.diagnostics.on(({ textDocument, previousResultId }, token) =>
        answer(token, async signal => {
          const manifest = await manifestOf(context, textDocument, signal);
          if (!manifest) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
          const refresh = () => void connection.languages.diagnostics.refresh().catch(gone);
          const found = await report(context, manifest, { previousResultId, signal, refresh });
          return isCurrent(context, manifest) ? found : outdated();
        }),
      );
      const workspace = new WorkspaceReporter(context);
      connection.languages.diagnostics.onWorkspace((params, token, _progress, partly) =>
        answer(token, signal => workspace.report(params.previousResultIds, partly, signal)),
      );
      refreshOrPush(context, connection);
    },
  };
}

interface Asked {
  readonly previousResultId: string | undefined;
  readonly signal: AbortSignal;
  /** Has the client ask again. */
  readonly refresh: () => void;
}

async function report(
  { service, client, rulePage }: FeatureContext,
  manifest: OpenManifest,
  { previousResultId, signal, refresh }: Asked,
): Promise<DocumentDiagnosticReport> {
  const checking = service.check(manifest, signal);
  // What the client shows already must not go while the rest is looked for.
  const mayBeEarly = previousResultId === undefined && client.refreshes('diagnostics');
  const checked = mayBeEarly ? await soon(checking) : await checking;
  if (checked) return reportOf(checked, previousResultId, rulePage);
  checking.then(refresh, gone);
  const findings = service.findingsSoFar(manifest);
  const items = findings.map(finding => diagnosticOf(finding, manifest, rulePage));
  return { kind: DocumentDiagnosticReportKind.Full, items };
}

/** What comes while one is patient; undefined after that. */
async function soon<T>(promise: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>(resolve => {
    timer = setTimeout(() => resolve(undefined), patience);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** Typed on meanwhile: the client asks again. */
function outdated(): ResponseError<DiagnosticServerCancellationData> {
  const again = { retriggerRequest: true };
  return new ResponseError(LSPErrorCodes.ServerCancelled, 'the document has changed', again);
}

/** Files that change make findings change: who pulls is told to pull again, who does not gets them sent. */
function refreshOrPush(context: FeatureContext, connection: Connection): void {
  const { client, documents } = context;
  const pusher = new Pusher(context, connection);
  context.onOutsideChange(() => {
    if (!client.pullsDiagnostics) for (const { uri } of documents.all()) pusher.push(uri);
    else if (client.refreshes('diagnostics'))
      connection.languages.diagnostics.refresh().catch(gone);
  });
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
    this.#publish(uri, []).catch(gone);
  }

  #restart(uri: string): AbortController {
    this.#running.get(uri)?.abort();
    const controller = new AbortController();
    this.#running.set(uri, controller);
    return controller;
  }

  async #send(uri: string, signal: AbortSignal): Promise<void> {
    const { documents, service, rulePage } = this.context;
    const manifest = documents.get(uri)?.manifest;
    if (!manifest) return;
    const { findings } = await service.check(manifest, signal);
    signal.throwIfAborted();
    const diagnostics = findings.map(finding => diagnosticOf(finding, manifest, rulePage));
    await this.#publish(uri, diagnostics, manifest.version);
  }

  async #publish(
    uri: string,
    diagnostics: Diagnostic[],
    version: number | null = null,
  ): Promise<void> {
    const known = version === null ? {} : { version };
    await this.connection.sendDiagnostics({ uri, diagnostics, ...known });
  }
}
