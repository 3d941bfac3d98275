import type { HistoryEntry } from '../../shared/sql/queryHistory';

/** A statement that was run. */
export function historyEntry(sql: string): HistoryEntry {
  return {
    ...{ id: sql.slice(0, 20), sql, databaseName: 'Acme', started: '2023-02-22T13:37:00.123Z' },
    ...{ seconds: 0.25, rows: 3, ended: 'whole' },
    database: { subscription: '1', application: '2' },
  };
}
