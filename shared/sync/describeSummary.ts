import type { SyncSummary } from '../protocol/worker';
import { bytesText, countOf, durationText } from '../util/humanText';

/** `1,234 rows in, 0 rows out, 1.2 MB read in 3.4 s. 12 slices up to date before.` */
export function describeSummary(summary: SyncSummary): string {
  const { rowsInserted, rowsDeleted, upToDate, bytesRead, seconds } = summary;
  const read = `${bytesText(bytesRead)} read in ${durationText(seconds)}`;
  const rest = upToDate > 0 ? ` ${countOf(upToDate, 'slice')} up to date before.` : '';
  return `${countOf(rowsInserted, 'row')} in, ${countOf(rowsDeleted, 'row')} out, ${read}.${rest}`;
}
