// One sync, in a bundle of its own: it is read when the first sync starts.
import * as vscode from 'vscode';

import { toDataSyncError, type DataSyncError } from '../../shared/errors';
import { SyncReport, type SyncEnd } from '../../shared/sync/syncReport';
import { runSync } from '../../shared/worker/runSync';
import type { LocalDatabase } from '../database';
import { showError } from '../ui/showError';
import { recipeOf, type SyncOrder } from './syncOrder';
import { SyncProgressView } from './syncProgressView';
import type { SyncReports } from './syncReports';
import { tellEnd } from './tellEnd';

/** What a sync is run with. */
export interface SyncParts {
  readonly log: vscode.LogOutputChannel;
  readonly database: LocalDatabase;
  readonly reports: SyncReports;
  /** Ends this sync; what is committed stays. */
  readonly cancel: () => void;
  readonly signal: AbortSignal;
  /** Runs the same order again. */
  readonly retry: () => unknown;
}

/** Syncs, and says how it ended; resolves with whether all was loaded. */
export async function runOrder(order: SyncOrder, parts: SyncParts): Promise<boolean> {
  const started = new Date();
  const { folder } = parts.database;
  const report = new SyncReport();
  const { end, error } = await syncInto(folder, report, order, parts);
  parts.database.announceChange();
  const { retry } = parts;
  if (error && report.isEmpty) {
    void showError(parts, error, [{ title: vscode.l10n.t('Try again'), run: retry }]);
    return false;
  }
  const text = report.describe(headOf(order, started, folder), end);
  const uri = await parts.reports.keep(order, started, text);
  void tellEnd({ order, report, end, uri, retry });
  return end.kind === 'done' && report.isComplete;
}

async function syncInto(
  folder: string,
  report: SyncReport,
  ...[order, { signal, cancel }]: readonly [SyncOrder, SyncParts]
): Promise<{ readonly end: SyncEnd; readonly error?: DataSyncError }> {
  const view = new SyncProgressView(order.name, cancel);
  try {
    const summary = await runSync(recipeOf(order, folder), {
      purpose: vscode.l10n.t('sync of {0} in VS Code', order.name),
      signal,
      onEvent: event => {
        if (event.kind === 'progress') view.show(event.progress);
        report.add(event);
      },
    });
    return { end: { kind: 'done', summary } };
  } catch (thrown) {
    if (signal.aborted) return { end: { kind: 'cancelled' } };
    const error = toDataSyncError(thrown);
    return { end: { kind: 'broken', code: error.code, message: error.message }, error };
  } finally {
    view.dispose();
  }
}

function headOf({ name }: SyncOrder, started: Date, folder: string): string[] {
  const { t } = vscode.l10n;
  const time = started.toISOString().slice(0, 19).replace('T', ' ');
  return [t('Sync of {0}, {1} UTC', name, time), t('into {0}', folder)];
}
