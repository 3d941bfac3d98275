// What the ledger tells of single exports: when they were loaded, and what of them failed.
import type { Engine } from '../engine/engine';
import { ledgerVersion } from './ledgerSchema';

/** When anything of each export was loaded last, by counter. */
export function readSyncTimes(engine: Engine): Map<number, string> {
  if (ledgerVersion(engine) === 0) return new Map();
  const { rows } = engine.query(
    `SELECT e."counter", ifnull(r."finished", r."started") FROM "_pds_exports" e
     JOIN "_pds_runs" r ON r."run" = e."run"`,
  );
  return new Map(rows.map(([counter, time]) => [Number(counter), String(time)]));
}

/** A slice that an export could not fill. */
export interface FailedLoad {
  readonly kind: string;
  readonly periodId: string | null;
  readonly matchableId: string | null;
  readonly code: string;
  readonly message: string;
}

/** The slices of one export that failed when they were tried last: the first ones, and how many there are. */
export function readFailedLoads(
  engine: Engine,
  counter: number,
  most: number,
): { readonly count: number; readonly failures: readonly FailedLoad[] } {
  if (ledgerVersion(engine) === 0) return { count: 0, failures: [] };
  const where = 'FROM "_pds_slices" WHERE "failedCounter" = ?';
  const count = Number(engine.query(`SELECT count(*) ${where}`, [counter]).rows[0]?.[0] ?? 0);
  const { rows } = engine.query(
    `SELECT "kind", "periodId", "matchableId", "errorCode", "error" ${where}
     ORDER BY "periodId", "kind", "matchableId" LIMIT ?`,
    [counter, most],
  );
  const failures = rows.map(([kind, periodId, matchableId, code, message]) => ({
    kind: String(kind),
    periodId: periodId ? String(periodId) : null,
    matchableId: matchableId ? String(matchableId) : null,
    code: String(code ?? ''),
    message: String(message ?? ''),
  }));
  return { count, failures };
}
