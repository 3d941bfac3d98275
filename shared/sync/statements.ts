import type { Engine, SqlValue, Statement } from '../engine/engine';
import { LruMap } from '../util/lruMap';

/** Prepared statements of one connection, kept by their text. */
export class Statements {
  readonly #engine: Engine;
  readonly #kept = new LruMap<string, Statement>(128, statement => statement.finalize());

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  get(sql: string): Statement {
    return this.#kept.getOrAdd(sql, () => this.#engine.prepare(sql));
  }

  /** Runs a statement; returns the rows it changed. */
  run(sql: string, params: readonly SqlValue[] = []): number {
    return this.get(sql).run(params);
  }

  /** The first column of the first row; null when there is no row. */
  value(sql: string, params: readonly SqlValue[] = []): SqlValue {
    const [row] = this.get(sql).iterate(params);
    return row?.[0] ?? null;
  }

  finalize(): void {
    this.#kept.clear();
  }
}
