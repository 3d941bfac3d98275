import * as vscode from 'vscode';

import { paceOf } from '../../shared/sync/describeProgress';
import type { SyncProgress } from '../../shared/sync/report';
import { durationText, shortCount } from '../../shared/util/humanText';
import { joined } from '../tree/texts';

/** `63 % · 412K rows/s · 7 s left`. */
export function paceText(progress: SyncProgress): string {
  const { t } = vscode.l10n;
  const { fraction, rowsPerSecond, secondsLeft } = paceOf(progress);
  return joined(
    `${Math.round(fraction * 100)} %`,
    rowsPerSecond > 0 ? t('{0} rows/s', shortCount(Math.round(rowsPerSecond))) : undefined,
    secondsLeft === undefined ? undefined : t('{0} left', durationText(secondsLeft)),
  );
}
