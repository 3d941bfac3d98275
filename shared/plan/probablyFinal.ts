import type { ManifestEntry } from '../manifest/types';

/** Days after which Pendo typically sends a period again, finalized. */
export const daysUntilFinal = 8;

/**
 * Whether a period is probably final: an export with its allevents finished at least eight days after it. An estimate:
 * nothing in the manifest marks finalized periods.
 */
export function probablyFinal(periodId: string, exports: readonly ManifestEntry[]): boolean {
  const finalFrom = addDays(periodId, daysUntilFinal);
  return exports.some(
    ({ finishTime, periods }) =>
      finishTime !== null &&
      finishTime.slice(0, 10) >= finalFrom.slice(0, 10) &&
      periods.some(period => period.periodId === periodId && period.allEvents !== null),
  );
}

/** The period so many days later, `YYYY-MM-DDT00:00:00Z`. */
export function addDays(periodId: string, days: number): string {
  const time = Date.parse(periodId) + days * 86_400_000;
  return `${new Date(time).toISOString().slice(0, -5)}Z`;
}
