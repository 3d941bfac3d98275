// Words about syncs that several surfaces share.
import * as vscode from 'vscode';

import * as words from '../../shared/plan/planWords';
import type { PlanText, SyncSummary } from '../../shared/protocol/worker';
import { bytesText } from '../../shared/util/humanText';

/** `34 slices, 1,234 rows in, 0 rows out`. */
export function planSizeText({ slices, rowsIn, rowsOut, isExact }: PlanText): string {
  const { t } = vscode.l10n;
  const rows = `${rowsInText(rowsIn)}, ${rowsOutText(rowsOut)}`;
  return isExact
    ? `${slicesText(slices)}, ${rows}`
    : t('{0}, at least {1}', slicesText(slices), rows);
}

/** `34 slices`. */
export const slicesText = (count: number): string => words.slicesText(vscode.l10n.t, count);

/** `1,234 rows in`. */
export const rowsInText = (count: number): string => words.rowsInText(vscode.l10n.t, count);

/** `1 row out`. */
export const rowsOutText = (count: number): string => words.rowsOutText(vscode.l10n.t, count);

/** `3.5 MB read; 12 slices were up to date before`. */
export function readText({ bytesRead, upToDate }: SyncSummary): string {
  const { t } = vscode.l10n;
  const read = t('{0} read', bytesText(bytesRead));
  return upToDate > 0 ? t('{0}; {1} up to date before', read, slicesText(upToDate)) : read;
}
