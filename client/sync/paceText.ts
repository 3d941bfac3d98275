import * as vscode from 'vscode';

import { paceOf } from '../../shared/sync/describeProgress';
import type { SyncProgress } from '../../shared/sync/report';
import { durationText } from '../../shared/util/humanText';
import { joined } from '../tree/texts';

/** `63% · 412K rows/s · 7 s left`. */
export function paceText(progress: SyncProgress): string {
  const { t } = vscode.l10n;
  const { fraction, rowsPerSecond, secondsLeft } = paceOf(progress);
  const percent = new Intl.NumberFormat(vscode.env.language, { style: 'percent' });
  const compact = new Intl.NumberFormat(vscode.env.language, { notation: 'compact' });
  return joined(
    percent.format(fraction),
    rowsPerSecond > 0 ? t('{0} rows/s', compact.format(Math.round(rowsPerSecond))) : undefined,
    secondsLeft === undefined ? undefined : t('{0} left', durationText(secondsLeft)),
  );
}
