import type { SyncProgress } from '../../shared/sync/report';
import { bytesText, countOf, countText, durationText } from '../../shared/util/humanText';

/** `2: 34 of 500 slices, 1,234 rows, 45 MB of 130 MB, 12 MB/s, 7.1 s left`. */
export function describeProgress(progress: SyncProgress): string {
  const { application, stepsDone, stepsTotal, rows, bytesRead, bytesTotal, seconds } = progress;
  const rate = seconds > 0 ? bytesRead / seconds : 0;
  const left = Math.max(0, bytesTotal - bytesRead);
  const parts = [
    `${countText(stepsDone)} of ${countOf(stepsTotal, 'slice')}`,
    countOf(rows, 'row'),
    bytesTotal > 0 ? `${bytesText(bytesRead)} of ${bytesText(bytesTotal)}` : bytesText(bytesRead),
    ...(rate > 0 ? [`${bytesText(rate)}/s`] : []),
    // The first second says little about the rest.
    ...(rate > 0 && left > 0 && seconds > 1 ? [`${durationText(left / rate)} left`] : []),
  ];
  return `${application}: ${parts.join(', ')}`;
}
