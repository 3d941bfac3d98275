import type { ChartData, ChartStep } from '../../shared/protocol/resultChart';
import { countText } from '../../shared/util/humanText';
import { t } from '../localText';
import { numberText } from './chartSpec';

/** What the points stand for, and what is missing. */
export function chartNote(
  { points, rows, drawn, left, isMoreLeft, step }: ChartData,
  x: string,
): string {
  const count = countText(points.length);
  const all = countText(rows);
  const by = step ? `${x} (${stepText(step)})` : x;
  const what = {
    rows: t('{0} points of {1} rows', count, all),
    sums: t('{0} sums of {1} rows by {2}', count, all, by),
    extremes: t('{0} points of {1} rows: the least and greatest of narrow ranges', count, all),
  }[drawn];
  if (left === 0) return what;
  const others = countText(left);
  const missing = isMoreLeft
    ? t('more than {0} others are not drawn', others)
    : t('{0} more are not drawn', others);
  return `${what} · ${missing}`;
}

/** `weeks`, `10 years`, `ranges of 500`. */
function stepText({ unit, size }: ChartStep): string {
  if (unit === 'number') return t('ranges of {0}', numberText(size));
  const words = {
    second: t('seconds'),
    minute: t('minutes'),
    hour: t('hours'),
    day: t('days'),
    week: t('weeks'),
    month: t('months'),
    year: t('years'),
  };
  return size === 1 ? words[unit] : `${countText(size)} ${words[unit]}`;
}
