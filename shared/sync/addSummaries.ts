import type { SyncSummary } from '../protocol/worker';

/** What several syncs did together. */
export function addSummaries(summaries: readonly SyncSummary[]): SyncSummary {
  const sum = (of: (summary: SyncSummary) => number) =>
    summaries.reduce((all, summary) => all + of(summary), 0);
  const counts: Record<string, number> = {};
  for (const summary of summaries) {
    for (const [status, count] of Object.entries(summary.counts)) {
      counts[status] = (counts[status] ?? 0) + count;
    }
  }
  return {
    counts,
    upToDate: sum(({ upToDate }) => upToDate),
    rowsInserted: sum(({ rowsInserted }) => rowsInserted),
    rowsDeleted: sum(({ rowsDeleted }) => rowsDeleted),
    bytesRead: sum(({ bytesRead }) => bytesRead),
    seconds: sum(({ seconds }) => seconds),
    failedApplications: sum(({ failedApplications }) => failedApplications),
  };
}
