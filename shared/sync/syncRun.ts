// One line of `_pds_runs`: a sync from its first transaction to its last.
import type { SliceReport } from './report';
import type { Statements } from './statements';

/** Keeps the run's line up to date with every transaction. */
export class SyncRun {
  /** 0 before the first transaction. */
  id = 0;
  readonly #statements: Statements;
  readonly #destination: string;
  readonly #started = new Date().toISOString();
  readonly #totals = { slices: 0, failed: 0, inserted: 0, deleted: 0 };

  constructor(statements: Statements, destination: string) {
    this.#statements = statements;
    this.#destination = destination;
  }

  /** To be called at the beginning of each transaction. */
  begin(): void {
    if (this.id > 0) return;
    this.#statements.run('INSERT INTO "_pds_runs" ("started", "destination") VALUES (?, ?)', [
      this.#started,
      this.#destination,
    ]);
    this.id = Number(this.#statements.value('SELECT max("run") FROM "_pds_runs"'));
  }

  /** To be called at its end with what it did. */
  end(slices: readonly SliceReport[], bytesRead: number): void {
    const totals = this.#totals;
    for (const { status, inserted, deleted } of slices) {
      totals.slices++;
      totals.inserted += inserted;
      totals.deleted += deleted;
      if (status === 'failed' || status === 'refused') totals.failed++;
    }
    this.#statements.run(
      `UPDATE "_pds_runs" SET "finished" = ?, "slices" = ?, "failed" = ?, "inserted" = ?, "deleted" = ?,
        "bytesRead" = ? WHERE "run" = ?`,
      [
        new Date().toISOString(),
        totals.slices,
        totals.failed,
        totals.inserted,
        totals.deleted,
        bytesRead,
        this.id,
      ],
    );
  }
}
