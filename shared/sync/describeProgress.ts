import { bytesText, countOf, countText, durationText } from '../util/humanText';
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
export function describeProgress(progress: SyncProgress): string {
  const { application, stepsDone, stepsTotal, rows, bytesRead, bytesTotal } = progress;
  const { bytesPerSecond, secondsLeft } = paceOf(progress);
  const parts = [
    `${countText(stepsDone)} of ${countOf(stepsTotal, 'slice')}`,
    countOf(rows, 'row'),
    bytesTotal > 0 ? `${bytesText(bytesRead)} of ${bytesText(bytesTotal)}` : bytesText(bytesRead),
    ...(bytesPerSecond > 0 ? [`${bytesText(bytesPerSecond)}/s`] : []),
    ...(secondsLeft === undefined ? [] : [`${durationText(secondsLeft)} left`]),
  ];
  return `${application}: ${parts.join(', ')}`;
}
