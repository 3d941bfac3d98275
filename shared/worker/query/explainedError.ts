import type { Engine } from '../../engine/engine';
import { DataSyncError } from '../../errors';
import { explainSqlError } from '../../sql/explainSqlError';
import type { KnownTable } from '../../sql/readyQueries';
import type { Translate } from '../../util/translate';

/** Where a statement went wrong. */
interface QueriedDatabase {
  /** Of who reads the error. */
  readonly t: Translate;
  readonly source: Engine;
  readonly tables: () => readonly KnownTable[];
}

/** Wrong SQL, with what would be right and where in the statement it is wrong; anything else as it is. */
export function explainedError(
  thrown: unknown,
  sql: string,
  { t, source, tables }: QueriedDatabase,
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
  const surroundings = { t, tables: tables(), complaintAbout };
  const { message, span } = explainSqlError(thrown.message, sql, surroundings);
  return new DataSyncError('engine.sql', message, { ...span }, { cause: thrown });
}
