// Words about syncs that several surfaces share.
import * as vscode from 'vscode';

import type { PlanText, SyncSummary } from '../../shared/protocol/worker';
import { bytesText } from '../../shared/util/humanText';
import { countOf } from '../tree/texts';

/** `34 slices, 1,234 rows in, 0 rows out`. */
export function planSizeText({ slices, rowsIn, rowsOut, isExact }: PlanText): string {
  const { t } = vscode.l10n;
  const rows = `${rowsInText(rowsIn)}, ${rowsOutText(rowsOut)}`;
  return isExact
    ? `${slicesText(slices)}, ${rows}`
    : t('{0}, at least {1}', slicesText(slices), rows);
}

/** `34 slices`. */
export function slicesText(count: number): string {
  return countOf(count, vscode.l10n.t('{0} slice'), vscode.l10n.t('{0} slices'));
}

/** `1,234 rows in`. */
export function rowsInText(count: number): string {
  return countOf(count, vscode.l10n.t('{0} row in'), vscode.l10n.t('{0} rows in'));
}

/** `1 row out`. */
export function rowsOutText(count: number): string {
  return countOf(count, vscode.l10n.t('{0} row out'), vscode.l10n.t('{0} rows out'));
}

/** `3.5 MB read; 12 slices were up to date before`. */
export function readText({ bytesRead, upToDate }: SyncSummary): string {
  const { t } = vscode.l10n;
  const read = t('{0} read', bytesText(bytesRead));
  return upToDate > 0 ? t('{0}; {1} up to date before', read, slicesText(upToDate)) : read;
}
