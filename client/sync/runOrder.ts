// One sync, in a bundle of its own: it is read when the first sync starts.
import * as vscode from 'vscode';

import { toDataSyncError, type DataSyncError } from '../../shared/errors';
import type { PlanText, SyncEvent, SyncSummary } from '../../shared/protocol/worker';
import { addSummaries } from '../../shared/sync/addSummaries';
import { OverallProgress } from '../../shared/sync/overallProgress';
import { SyncReport, type SyncEnd } from '../../shared/sync/syncReport';
import { runSync } from '../../shared/worker/runSync';
import type { LocalDatabase } from '../database';
import type { Queries } from '../query/queries';
import { editorWords } from '../ui/editorWords';
import { showError, type Action } from '../ui/showError';
import { endSentence, type Ended } from './endSentence';
import { planUri } from './planUri';
import type { ReportKey } from './reportLenses';
import { readText } from './syncTexts';
import type { SyncEntry } from './syncJournal';
import { recipesOf, type SyncOrder } from './syncOrder';
import { SyncProgressView } from './syncProgressView';
import type { SyncReports } from './syncReports';
import type { SyncStatus } from './syncStatus';
import { tellEnd } from './tellEnd';
import { wrapSentences } from './wrapSentences';

/** What a sync is run with. */
export interface SyncParts {
  readonly log: vscode.LogOutputChannel;
  readonly database: LocalDatabase;
  readonly queries: Queries;
  readonly reports: SyncReports;
  readonly status: SyncStatus;
}

/** One sync as its runner knows it. */
export interface SyncControl {
  /** Ends this sync; what is committed stays. */
  readonly cancel: () => void;
  readonly signal: AbortSignal;
  /** Runs the same order again. */
  readonly retry: () => unknown;
  readonly entry: SyncEntry;
  /** What the user agreed to; undefined where no plan is open. */
  readonly plan: PlanText | undefined;
}

/** Syncs, and says how it ended; resolves with whether all was loaded. */
export async function runOrder(
  order: SyncOrder,
  parts: SyncParts,
  control: SyncControl,
): Promise<boolean> {
  const { log, database, reports } = parts;
  const started = new Date();
  const { folder } = database;
  const report = new SyncReport();
  log.info(`Sync of ${order.name} into ${folder}`);
  const { end, error } = await syncInto(folder, { report, order }, parts, control);
  database.announceChange();
  const { retry } = control;
  if (error && report.isEmpty) {
    void showError(parts, error, waysOut(error, retry));
    return false;
  }
  const ended: Ended = { order, report, end };
  const sentence = editorWords(vscode.l10n.t, endSentence(ended));
  log.info(sentence);
  const head = [sentence, '', ...headOf(started, folder, end)];
  const names = await namesIn(order, report, parts);
  const text = report.describe({ t: vscode.l10n.t, head, names });
  const { failed, onlyApplication: application } = report;
  const isPartial = end.kind !== 'done';
  const key = { order, failed, isPartial, ...(application && { application }) };
  const uri = await reports.keep(key, started, wrapSentences(editorWords(vscode.l10n.t, text)));
  const isFine = !isPartial && failed === 0;
  // What the walkthrough waits for.
  if (isFine) void vscode.commands.executeCommand('setContext', 'pendoDataSync.hasSynced', true);
  if (isFine && report.loaded > 0) await openFirstQueries(key, parts);
  void tellEnd({ sentence, key, uri, retry });
  return isFine;
}

/** What the pages, features and track types of a report are called; where that cannot be read, it has their ids. */
async function namesIn(
  { parts }: SyncOrder,
  { matchables }: SyncReport,
  { database, log }: SyncParts,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  if (matchables.length === 0) return found;
  try {
    for (const { destination } of parts) {
      const { names } = await database.request('names', { destination, matchables });
      for (const [id, name] of names) found.set(id, name);
    }
  } catch (error) {
    log.warn(toDataSyncError(error).message);
  }
  return found;
}

/** What was loaded for the first time is asked at once, where the user still looks at its plan. */
async function openFirstQueries(
  { application, order }: ReportKey,
  parts: SyncParts,
): Promise<void> {
  const active = vscode.window.activeTextEditor?.document.uri.toString();
  if (!application || active !== planUri(order).toString()) return;
  try {
    await parts.queries.openNew(application);
  } catch (error) {
    void showError(parts, error);
  }
}

function waysOut({ code }: DataSyncError, retry: () => unknown): Action[] {
  const { t } = vscode.l10n;
  const changeFolder = () =>
    vscode.commands.executeCommand('workbench.action.openSettings', 'pendoDataSync.databaseFolder');
  const isOfFolder = code.startsWith('engine.') && code !== 'engine.locked';
  return [
    { title: t('Try again'), run: retry },
    ...(isOfFolder ? [{ title: t('Change the folder'), run: changeFolder }] : []),
  ];
}

interface Task {
  readonly report: SyncReport;
  readonly order: SyncOrder;
}

async function syncInto(
  folder: string,
  { report, order }: Task,
  { log, status, database }: SyncParts,
  { signal, cancel, entry, plan }: SyncControl,
): Promise<{ readonly end: SyncEnd; readonly error?: DataSyncError }> {
  const view = new SyncProgressView(order.name, status, cancel);
  const overall = new OverallProgress(plan);
  // Other programs say it too, so that it is in one language.
  const purpose = `sync of ${order.name} in VS Code`;
  const onEvent = (event: SyncEvent) => {
    if (event.kind === 'progress') return view.show(overall.add(event.progress));
    logEvent(log, event);
    const before = report.loaded;
    report.add(event);
    entry.add(report.loaded - before);
  };
  try {
    const clouds = database.clouds.host;
    const summaries: SyncSummary[] = [];
    for (const recipe of recipesOf(order, folder)) {
      summaries.push(
        await runSync(recipe, { purpose, signal, clouds, texts: vscode.l10n.bundle, onEvent }),
      );
    }
    return { end: { kind: 'done', summary: addSummaries(summaries) } };
  } catch (thrown) {
    if (signal.aborted) return { end: { kind: 'cancelled' } };
    const error = toDataSyncError(thrown);
    log.warn(`${error.code}: ${error.message}`);
    return { end: { kind: 'broken', code: error.code, message: error.message }, error };
  } finally {
    view.dispose();
  }
}

/** What did not go well is worth a line; the rest stands in the report. */
function logEvent(log: vscode.LogOutputChannel, event: SyncEvent): void {
  if (event.kind === 'notice') log.info(event.message);
  if (event.kind === 'applicationFailed') {
    log.warn(`${event.failed.application}: ${event.failed.error.message}`);
  }
  if (event.kind !== 'slices') return;
  for (const { status, error, counter, table, matchableId } of event.slices) {
    if (error) log.warn(`${status}: ${matchableId ?? table}, export ${counter}: ${error.message}`);
  }
}

function headOf(started: Date, folder: string, end: SyncEnd): string[] {
  const { t } = vscode.l10n;
  const time = started.toISOString().slice(0, 19).replace('T', ' ');
  return [
    t('Began {0} UTC', time),
    t('Database folder: {0}', folder),
    ...(end.kind === 'done' ? [readText(end.summary)] : []),
  ];
}
