import * as vscode from 'vscode';

import type { SyncSummary } from '../../shared/protocol/worker';
import type { SyncEnd, SyncReport } from '../../shared/sync/syncReport';
import { durationText } from '../../shared/util/humanText';
import { rowsInText, rowsOutText, slicesText } from './syncTexts';
import type { SyncOrder } from './syncOrder';

/** A sync that came to its end. */
export interface Ended {
  readonly order: SyncOrder;
  readonly report: Pick<SyncReport, 'loaded' | 'failed'>;
  readonly end: SyncEnd;
}

/** What a sync changed, in one sentence. */
export function endSentence({ order: { name }, report, end }: Ended): string {
  const { t } = vscode.l10n;
  const { loaded, failed } = report;
  const slices = slicesText(loaded);
  switch (end.kind) {
    case 'cancelled':
      return t('Sync of {0} cancelled: {1} loaded, the rest is as it was.', name, slices);
    case 'broken':
      return t('Sync of {0} stopped after {1}: {2}.', name, slices, end.message);
    case 'done': {
      if (failed === 0) return summaryText(name, loaded, end.summary);
      const broken = slicesText(failed);
      return t(
        '{0}: {1} loaded, {2} failed; what was loaded before is still there.',
        ...[name, slices, broken],
      );
    }
  }
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
