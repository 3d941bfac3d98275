// Findings of all manifests of a workspace: those that are open, then those on disk, as many as a request has time for.
import {
  DocumentDiagnosticReportKind,
  type PreviousResultId,
  type ResultProgressReporter,
  type WorkspaceDiagnosticReport,
  type WorkspaceDiagnosticReportPartialResult,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';

import type { FeatureContext } from '../feature';
import { pathOfUri, uriOfPath } from '../fileUri';
import type { FoundManifest } from '../findManifests';
import type { CheckedManifest } from '../languageService';
import type { Sources } from '../sources';
import { reportOf } from './reportOf';

/** Milliseconds; what is not done by then is done when the client asks again, which it does soon. */
const timeBudget = 5000;
/** Bytes of a file: larger ones are checked when they are opened, or by the command line. */
const fileBudget = 256e6;

type Report = WorkspaceDocumentDiagnosticReport;
type Progress = ResultProgressReporter<WorkspaceDiagnosticReportPartialResult> | undefined;

/** Reports on a workspace, again and again: a file that is the same is not read again. */
export class WorkspaceReporter {
  readonly #reported = new Map<string, ReportedFile>();
  /** Changes of files, settings and open documents that were told. */
  #changes = 0;

  constructor(private readonly context: FeatureContext) {
    context.onOutsideChange(() => this.#changes++);
    context.documents.onDidChangeContent(() => this.#changes++);
  }

  /** The reports, sent one by one where the client takes them so. */
  async report(
    previous: readonly PreviousResultId[],
    progress: Progress,
    signal: AbortSignal,
  ): Promise<WorkspaceDiagnosticReport> {
    const known = new Map(previous.map(({ uri, value }) => [uri, value]));
    const items: Report[] = [];
    for await (const item of this.#reports(known, signal)) {
      if (progress) progress.report({ items: [item] });
      else items.push(item);
    }
    return { items };
  }

  async *#reports(known: ReadonlyMap<string, string>, signal: AbortSignal): AsyncGenerator<Report> {
    const deadline = performance.now() + timeBudget;
    const open = this.context.documents.all().flatMap(({ manifest }) => manifest ?? []);
    for (const manifest of open) {
      const checked = await this.context.service.check(manifest, signal);
      yield this.#reportOf(checked, known.get(manifest.uri));
    }
    const isOpen = new Set(open.map(({ path }) => path));
    const found = await this.context.workspace.manifests(signal);
    for (const file of found) {
      if (isOpen.has(file.path) || file.size > fileBudget) continue;
      if (performance.now() > deadline) return;
      const item = await this.#reportFile(file, known.get(uriOfPath(file.path)), signal);
      if (item) yield item;
    }
    yield* this.#goneFiles(known, new Set([...isOpen, ...found.map(({ path }) => path)]));
  }

  /** What a file said that is there no more. */
  *#goneFiles(
    known: ReadonlyMap<string, string>,
    present: ReadonlySet<string | undefined>,
  ): Iterable<Report> {
    for (const uri of known.keys()) {
      if (present.has(pathOfUri(uri))) continue;
      this.#reported.delete(uri);
      yield { uri, version: null, kind: DocumentDiagnosticReportKind.Full, items: [] };
    }
  }

  /** Undefined for a file that cannot be read now. */
  async #reportFile(
    { path: location, stamp }: FoundManifest,
    previousResultId: string | undefined,
    signal: AbortSignal,
  ): Promise<Report | undefined> {
    const { service, onDisk } = this.context;
    const uri = uriOfPath(location);
    const before = this.#reported.get(uri);
    const isKnown = before?.resultId === previousResultId && before?.stamp === stamp;
    if (isKnown && (await this.#isCurrent(before, signal))) {
      const { resultId } = before;
      return { uri, version: null, kind: DocumentDiagnosticReportKind.Unchanged, resultId };
    }
    const manifest = await onDisk.get(uri, signal);
    if (!manifest) return undefined;
    const changes = this.#changes;
    const checked = await service.check(manifest, signal);
    const { resultId, sources } = checked;
    this.#reported.set(uri, { stamp, resultId, sources, changes });
    return this.#reportOf(checked, previousResultId);
  }

  /** While a client that tells of each change tells of none, nothing around a file is looked at. */
  async #isCurrent({ sources, changes }: ReportedFile, signal: AbortSignal): Promise<boolean> {
    const isTold = this.context.client.registersWatchers && changes === this.#changes;
    return isTold || sources.areCurrent(signal);
  }

  #reportOf(checked: CheckedManifest, previousResultId: string | undefined): Report {
    const { uri, version } = checked.manifest;
    return { uri, version, ...reportOf(checked, previousResultId, this.context.rulePage) };
  }
}

interface ReportedFile {
  readonly stamp: string;
  readonly resultId: string;
  readonly sources: Sources;
  /** How many changes had been told by then. */
  readonly changes: number;
}
