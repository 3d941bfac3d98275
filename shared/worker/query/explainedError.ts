import type { Engine } from '../../engine/engine';
import { DataSyncError } from '../../errors';
import { explainSqlError } from '../../sql/explainSqlError';
import type { KnownTable } from '../../sql/readyQueries';

/** Wrong SQL, with what would be right and where in the statement it is wrong; anything else as it is. */
export function explainedError(
  thrown: unknown,
  sql: string,
  source: Engine,
  tables: () => readonly KnownTable[],
): unknown {
  if (!(thrown instanceof DataSyncError) || thrown.code !== 'engine.sql') return thrown;
  const complaintAbout = (beginning: string) => {
    try {
      source.prepare(beginning).finalize();
      return undefined;
    } catch (error) {
      if (error instanceof DataSyncError) return error.message;
      throw error;
    }
  };
  const surroundings = { tables: tables(), complaintAbout };
  const { message, span } = explainSqlError(thrown.message, sql, surroundings);
  return new DataSyncError('engine.sql', message, { ...span }, { cause: thrown });
}
