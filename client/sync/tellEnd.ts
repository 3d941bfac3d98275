import * as vscode from 'vscode';

import type { SyncSummary } from '../../shared/protocol/worker';
import type { SyncEnd, SyncReport } from '../../shared/sync/syncReport';
import { durationText } from '../../shared/util/humanText';
import { rowsInText, rowsOutText, slicesText } from './syncTexts';
import type { SyncOrder } from './syncOrder';

/** How a sync ended, and where that can be read. */
interface Ended {
  readonly order: SyncOrder;
  readonly report: SyncReport;
  readonly end: SyncEnd;
  /** The report's document. */
  readonly uri: vscode.Uri;
  readonly retry: () => unknown;
}

/** Says in one sentence how a sync ended. */
export async function tellEnd(ended: Ended): Promise<void> {
  const { t } = vscode.l10n;
  const again = ended.end.kind === 'cancelled' ? t('Sync again') : t('Retry');
  const show = t('Show report');
  const isFine = ended.end.kind === 'done' && ended.report.isComplete;
  const chosen = isFine
    ? await vscode.window.showInformationMessage(sentence(ended), show)
    : await vscode.window.showWarningMessage(sentence(ended), again, show);
  if (chosen === again) await ended.retry();
  if (chosen !== show) return;
  const document = await vscode.workspace.openTextDocument(ended.uri);
  await vscode.window.showTextDocument(document, { preview: true });
}

function sentence(ended: Ended): string {
  const { order, report, end } = ended;
  const { t } = vscode.l10n;
  const { name } = order;
  const loaded = report.count('loaded', 'deleted', 'loadedFallback', 'loadedWithMismatch');
  const slices = slicesText(loaded);
  switch (end.kind) {
    case 'cancelled':
      return t('Sync of {0} cancelled: {1} loaded, the rest is as it was.', name, slices);
    case 'broken':
      return t('Sync of {0} stopped after {1}: {2}.', name, slices, end.message);
    case 'done': {
      const failed = failures(ended);
      if (failed === 0) return summaryText(name, loaded, end.summary);
      const broken = slicesText(failed);
      return t('{0}: {1} loaded, {2} not; their old rows are still there.', name, slices, broken);
    }
  }
}

function failures({ report }: Ended): number {
  return report.count('failed', 'refused') + report.failedApplications;
}

/** What a whole sync did, in a sentence. */
function summaryText(name: string, loaded: number, summary: SyncSummary): string {
  const { t } = vscode.l10n;
  const { rowsInserted, rowsDeleted, seconds } = summary;
  if (loaded === 0) return t('{0} is up to date: nothing to load.', name);
  const rows = `${rowsInText(rowsInserted)}, ${rowsOutText(rowsDeleted)}`;
  const took = durationText(seconds);
  return t('{0} is synced: {1}, {2}, in {3}.', name, slicesText(loaded), rows, took);
}
