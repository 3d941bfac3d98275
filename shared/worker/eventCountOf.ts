import type { ExportManifest } from '../manifest/types';

/** The rows that a manifest says a file of an export has; undefined for a file that shares its count with others. */
export function eventCountOf(
  { exports }: ExportManifest,
  exportId: string,
  file: string,
): number | undefined {
  for (const entry of exports) {
    if (entry.exportId !== exportId) continue;
    for (const { allEvents, matched } of entry.periods) {
      for (const list of [...(allEvents ? [allEvents] : []), ...matched]) {
        const [only, ...others] = list.files;
        if (only === file && others.length === 0) return list.eventCount ?? undefined;
      }
    }
  }
  return undefined;
}
