import { rowsText, slicesText } from '../plan/planWords';
import { bytesText, countText, durationText } from '../util/humanText';
import type { Translate } from '../util/translate';
import type { SyncProgress } from './report';

/** How fast a sync is and how long it will take. */
export interface SyncPace {
  /** 0 to 1; by bytes, where their number is known. */
  readonly fraction: number;
  readonly bytesPerSecond: number;
  readonly rowsPerSecond: number;
  /** undefined in the first second, which says little about the rest. */
  readonly secondsLeft: number | undefined;
}

/** The pace by what was done so far. */
export function paceOf(progress: SyncProgress): SyncPace {
  const { stepsDone, stepsTotal, rows, bytesRead, bytesTotal, seconds } = progress;
  const perSecond = (count: number) => (seconds > 0 ? count / seconds : 0);
  const bytesPerSecond = perSecond(bytesRead);
  const left = Math.max(0, bytesTotal - bytesRead);
  const isKnown = bytesPerSecond > 0 && left > 0 && seconds > 1;
  const [done, total] = bytesTotal > 0 ? [bytesRead, bytesTotal] : [stepsDone, stepsTotal];
  return {
    fraction: total > 0 ? Math.min(1, done / total) : 1,
    bytesPerSecond,
    rowsPerSecond: perSecond(rows),
    secondsLeft: isKnown ? left / bytesPerSecond : undefined,
  };
}

/** `2: 34 of 500 slices, 1,234 rows, 45 MB of 130 MB, 12 MB/s, 7.1 s left`. */
export function describeProgress(t: Translate, progress: SyncProgress): string {
  const { application, stepsDone, stepsTotal, rows, bytesRead, bytesTotal } = progress;
  const { bytesPerSecond, secondsLeft } = paceOf(progress);
  const parts = [
    t('{0} of {1}', countText(stepsDone), slicesText(t, stepsTotal)),
    rowsText(t, rows),
    bytesTotal > 0
      ? t('{0} of {1}', bytesText(bytesRead), bytesText(bytesTotal))
      : bytesText(bytesRead),
    ...(bytesPerSecond > 0 ? [t('{0}/s', bytesText(bytesPerSecond))] : []),
    ...(secondsLeft === undefined ? [] : [t('{0} left', durationText(secondsLeft))]),
  ];
  return `${application}: ${parts.join(', ')}`;
}
