// Carries out a LoadPlan over plain maps: what a sync does, without files, SQL and transactions.
import type { Ledger, LoadedSlice } from '../../shared/plan/ledger';
import type { LoadPlan, LoadStep, StepSource } from '../../shared/plan/loadPlan';
import { sliceKeyOf } from '../../shared/plan/slice';
import { keyColumns, type ReadRows, type Row } from './oracle';

/** Tables by the name of a kind or the id of a matchable, and the ledger that goes with them. */
export class MapDatabase {
  readonly tables = new Map<string, Row[]>();
  readonly #exports = new Map<number, string>();
  readonly #recordExports = new Set<number>();
  readonly #slices = new Map<string, LoadedSlice>();
  readonly #failed = new Set<string>();

  get ledger(): Ledger {
    return {
      exports: this.#exports,
      recordExports: this.#recordExports,
      slices: this.#slices,
      failed: this.#failed,
    };
  }

  /** Runs all steps; returns how many of them failed, be it that a fallback was loaded. */
  apply(plan: LoadPlan, read: ReadRows): number {
    const broken = new Set(this.#brokenRebuilds(plan, read));
    for (const key of broken) this.#failed.add(key);
    for (const step of plan.steps) {
      const key = sliceKeyOf(step);
      if (broken.has(key)) continue;
      if (!this.#applyStep(step, read)) broken.add(key);
    }
    return broken.size;
  }

  /** Tables that are loaded again from older exports, of which one cannot be read. */
  *#brokenRebuilds({ steps }: LoadPlan, read: ReadRows): Generator<string> {
    const counts = new Map<string, number>();
    const older = steps.filter(step => {
      const key = sliceKeyOf(step);
      const isOlder = step.source.counter <= (this.#slices.get(key)?.counter ?? -1);
      if (isOlder) counts.set(key, (counts.get(key) ?? 0) + 1);
      return isOlder;
    });
    for (const step of older) {
      const key = sliceKeyOf(step);
      if ((counts.get(key) ?? 0) > 1 && !rowsOf(step.source, read)) yield key;
    }
  }

  /** Whether the step was loaded from its own source. */
  #applyStep(step: LoadStep, read: ReadRows): boolean {
    const key = sliceKeyOf(step);
    for (const source of [step.source, ...step.fallbacks]) {
      const rows = rowsOf(source, read);
      if (!rows) {
        this.#failed.add(key);
        continue;
      }
      this.#load(step, source, rows);
      if (source === step.source) this.#failed.delete(key);
      return source === step.source;
    }
    return false;
  }

  #load(step: LoadStep, { counter, exportId }: StepSource, rows: readonly Row[]): void {
    const { kind, periodId, matchableId } = step;
    const table = matchableId ?? kind;
    const { kept, added } = this.#change(step, table, rows);
    this.tables.set(table, [...kept, ...added]);
    this.#exports.set(counter, exportId);
    if (step.kind === 'accounts' || step.kind === 'visitors') this.#recordExports.add(counter);
    const inSlice = step.action === 'replaceSlice' ? added.length : kept.length + added.length;
    const slice = { kind, periodId, matchableId, counter, exportId, rows: inSlice };
    this.#slices.set(sliceKeyOf(step), slice);
  }

  #change(
    { action, kind, periodId }: LoadStep,
    table: string,
    rows: readonly Row[],
  ): { kept: readonly Row[]; added: readonly Row[] } {
    const old = this.tables.get(table) ?? [];
    const column = keyColumns[kind] ?? 'id';
    const keys = new Set(rows.map(row => row[column]));
    const others = old.filter(row => !keys.has(row[column]));
    switch (action) {
      case 'replaceTable':
        return { kept: [], added: rows };
      case 'replaceOrMergeTable':
        return { kept: rows.length * 2 < old.length ? others : [], added: rows };
      case 'replaceSlice':
        return {
          kept: old.filter(row => row['periodId'] !== periodId?.slice(0, 10)),
          added: rows,
        };
      case 'upsertById':
        return { kept: others, added: [...new Map(rows.map(row => [row[column], row])).values()] };
    }
  }
}

function rowsOf({ exportId, expected, files }: StepSource, read: ReadRows): Row[] | null {
  const all: Row[] = [];
  for (const file of files) {
    const rows = read(exportId, file);
    if (!rows) return null;
    all.push(...rows);
  }
  return expected === null || expected === all.length ? all : null;
}
