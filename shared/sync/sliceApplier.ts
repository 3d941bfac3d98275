// Applies one step of a plan inside a savepoint: the old rows go, the new ones come, the counts agree,
// the ledger says so; or nothing of it happened.
import type { Engine } from '../engine/engine';
import { DataSyncError, toDataSyncError } from '../errors';
import type { LoadStep, PlanTarget, StepSource } from '../plan/loadPlan';
import { sliceKeyOf, type SliceKey } from '../plan/slice';
import type { Layout } from '../protocol/worker';
import { isStoreLost } from '../storage/isStoreLost';
import type { Translate } from '../util/translate';
import type { AvroFiles } from './avroFiles';
import type { LoadHistory, SliceFailure } from './loadHistory';
import type { MatchableTables } from './matchableTables';
import type { RowReplacer } from './replaceRows';
import type { SliceReport } from './report';
import type { RowLoader } from './rowLoader';
import type { Statements } from './statements';
import { commonColumns, isPromised, newAttempt, statusOf, type Attempt } from './sliceAttempt';
import { countMismatch, rowsLost } from './sliceErrors';
import { isEventKind, splitMatchable } from './tableNames';
import type { TableNeeds, Tables } from './tables';

/** What a sync works with; all of it belongs to one open database. */
export interface SyncParts {
  readonly target: PlanTarget;
  readonly layout: Layout;
  readonly counts: 'strict' | 'report';
  readonly engine: Engine;
  readonly statements: Statements;
  readonly files: AvroFiles;
  readonly loader: RowLoader;
  readonly tables: Tables;
  readonly matchables: MatchableTables;
  readonly replacer: RowReplacer;
  readonly history: LoadHistory;
  readonly onRows: (rows: number, bytes: number) => void;
  readonly t: Translate;
  readonly onNotice: (message: string) => void;
}

/** Errors after which the database cannot be trusted to take another slice. */
const fatal: ReadonlySet<string> = new Set([
  'engine.disk-full',
  'engine.io',
  'engine.locked',
  'engine.read-only',
  'engine.corrupt',
  'engine.not-a-database',
  'sync.cancelled',
]);

export class SliceApplier {
  readonly #parts: SyncParts;
  /** Slices of which a step was not loaded from its own source: later steps would build on nothing. */
  readonly #broken = new Map<string, number>();

  constructor(parts: SyncParts) {
    this.#parts = parts;
  }

  /** Loads the slice from its owner, else from the next lower export that can be read. */
  async apply(step: LoadStep, signal: AbortSignal): Promise<SliceReport> {
    const name = sliceKeyOf(step);
    const brokenBy = this.#broken.get(name);
    if (brokenBy !== undefined) return this.#refused(step, brokenBy);
    let failure: SliceFailure | undefined;
    let failedInFile: number | null = null;
    for (const source of [step.source, ...step.fallbacks]) {
      const attempt = newAttempt(this.#parts.matchables.tableOf(step));
      const error = await this.#try({ step, source, attempt, failure }, signal);
      if (!error) {
        if (failure) this.#broken.set(name, step.source.counter);
        return this.#loaded(step, source, attempt, failure);
      }
      failedInFile ??= failure ? null : attempt.inFile;
      failure ??= { source, error };
    }
    if (!failure) throw new DataSyncError('internal', 'a step without a source');
    this.#broken.set(name, step.source.counter);
    this.#parts.history.recordFailed(step, failure);
    return {
      ...this.#line(step, step.source),
      inFile: failedInFile,
      status: 'failed',
      error: { code: failure.error.code, message: failure.error.message },
    };
  }

  /** undefined when the source was loaded, else why not; then the database is as it was before. */
  async #try(
    { step, source, attempt, failure }: Try,
    signal: AbortSignal,
  ): Promise<DataSyncError | undefined> {
    const { engine, tables, matchables, history } = this.#parts;
    engine.run('SAVEPOINT "slice"');
    try {
      await this.#replace(step, source, attempt, signal);
      const status = statusOf(source, attempt, failure);
      const { table, rowRange, files, merged } = attempt;
      const rows = isEventKind(step.kind)
        ? (attempt.inFile ?? 0)
        : this.#parts.replacer.countRows(table);
      const isTold =
        rowRange !== null && this.#parts.replacer.tellsSlice(step, table, rowRange.last);
      const record = { table, status, rows, rowRange, isTold, files, keepFiles: merged };
      history.recordLoaded(step, source, record, failure);
      engine.run('RELEASE "slice"');
      return undefined;
    } catch (thrown) {
      const error = toDataSyncError(thrown);
      if (signal.aborted || fatal.has(error.code) || isStoreLost(error)) throw error;
      engine.run('ROLLBACK TO "slice"');
      engine.run('RELEASE "slice"');
      tables.forget();
      matchables.forget();
      return error;
    }
  }

  async #replace(
    step: LoadStep,
    source: StepSource,
    attempt: Attempt,
    signal: AbortSignal,
  ): Promise<void> {
    const { replacer, history } = this.#parts;
    const { table } = attempt;
    switch (step.action) {
      case 'replaceSlice':
        attempt.deleted = replacer.clearSlice(step, table, history.find(step));
        return this.#insert(step, source, attempt, signal);
      case 'replaceTable':
        attempt.deleted = replacer.clearTable(table);
        return this.#insert(step, source, attempt, signal);
      case 'replaceOrMergeTable': {
        const old = replacer.oldRows(step, table);
        const before = replacer.countRows(table);
        await this.#insert(step, source, attempt, signal);
        attempt.merged = (attempt.inFile ?? 0) * 2 < before;
        attempt.deleted = attempt.merged
          ? replacer.deleteReplaced(step, table, old, attempt.columns ?? [])
          : replacer.deleteUpTo(table, old.last);
        if (attempt.merged) this.#tellMerge(step, source, attempt, before);
        return;
      }
      case 'upsertById': {
        const old = replacer.oldRows(step, table);
        await this.#insert(step, source, attempt, signal);
        attempt.merged = true;
        attempt.deleted = replacer.deleteReplaced(step, table, old, attempt.columns ?? []);
        this.#tellKeyless(source, table, replacer.countKeyless(step, table, old));
        return;
      }
    }
  }

  async #insert(
    step: LoadStep,
    source: StepSource,
    attempt: Attempt,
    signal: AbortSignal,
  ): Promise<void> {
    const { expected, files } = source;
    const isStrict = this.#parts.counts === 'strict';
    if (files.length === 0) {
      if (isStrict && isPromised(expected)) throw countMismatch(expected, 0);
      return;
    }
    attempt.inFile = 0;
    const changesBefore = this.#changes();
    for (const path of files) {
      signal.throwIfAborted();
      await this.#insertFile({ step, source, attempt, path }, signal);
    }
    const rows = attempt.inFile;
    const inserted = this.#changes() - changesBefore;
    if (inserted < rows) throw rowsLost(attempt.table, inserted, rows);
    if (isStrict && expected !== null && expected !== rows) throw countMismatch(expected, rows);
  }

  async #insertFile(
    {
      step,
      source,
      attempt,
      path,
    }: { step: LoadStep; source: StepSource; attempt: Attempt; path: string },
    signal: AbortSignal,
  ): Promise<void> {
    const { files, tables, matchables, loader, replacer, onRows } = this.#parts;
    const file = await files.take({ exportId: source.exportId, path });
    try {
      const isEvent = isEventKind(step.kind);
      const table = matchables.claim(step);
      const placement = tables.place(this.#needs(step, table), file.container);
      attempt.columns = commonColumns(attempt.columns, placement);
      const firstRow = attempt.rowRange
        ? attempt.rowRange.last + 1
        : isEvent
          ? replacer.nextRow(table)
          : 0;
      const constant = step.matchableId === null ? null : splitMatchable(step.matchableId).id;
      const rows = await loader.load(
        file,
        { placement, firstRow, constant, onBlock: onRows },
        signal,
      );
      attempt.inFile = (attempt.inFile ?? 0) + rows;
      attempt.files.push({ path, size: file.size, rows });
      if (isEvent && rows > 0) {
        attempt.rowRange = {
          first: attempt.rowRange?.first ?? firstRow,
          last: firstRow + rows - 1,
        };
      }
    } finally {
      await file.close();
    }
  }

  #needs({ kind, matchableId }: SliceKey, table: string): TableNeeds {
    const consolidated = this.#parts.layout === 'consolidated';
    const matchable = matchableId === null ? 'none' : consolidated ? 'always' : 'ifPresent';
    return { table, hasRows: isEventKind(kind), matchable };
  }

  /** Rows changed on this connection so far, those that triggers of a user changed included. */
  #changes(): number {
    return Number(this.#parts.statements.value('SELECT total_changes()'));
  }

  #tellKeyless({ counter }: StepSource, table: string, rows: number): void {
    if (rows === 0) return;
    const { t, onNotice } = this.#parts;
    onNotice(
      t(
        '{0}: {1} rows of export {2} have no id, so that nothing tells them apart: all of them are kept, and they replace those of earlier exports',
        ...[table, rows, counter],
      ),
    );
  }

  #tellMerge(step: LoadStep, source: StepSource, { table, inFile }: Attempt, before: number): void {
    const { t, onNotice } = this.#parts;
    onNotice(
      t(
        '{0}: retroactive export {1} has {2} {3}, the table had {4}: they were merged by key; {5} would replace the whole table',
        ...[table, source.counter, inFile ?? 0, step.kind, before, '--definitions replace'],
      ),
    );
  }

  #loaded(
    step: LoadStep,
    source: StepSource,
    attempt: Attempt,
    failure: SliceFailure | undefined,
  ): SliceReport {
    return {
      ...this.#line(step, source),
      inFile: attempt.inFile,
      inserted: attempt.inFile ?? 0,
      deleted: attempt.deleted,
      status: statusOf(source, attempt, failure),
      ...(failure ? { error: { code: failure.error.code, message: failure.error.message } } : {}),
    };
  }

  #refused(step: LoadStep, brokenBy: number): SliceReport {
    const message = `counter ${brokenBy} of this table failed, and counter ${step.source.counter} builds on it: run sync again when it can be read`;
    return {
      ...this.#line(step, step.source),
      status: 'refused',
      error: { code: 'sync.earlier-failed', message },
    };
  }

  #line(
    { kind, periodId, matchableId }: SliceKey,
    { counter, exportId, expected }: StepSource,
  ): Omit<SliceReport, 'status'> {
    const { subscription, application } = this.#parts.target;
    const table = this.#parts.matchables.tableOf({ kind, periodId, matchableId });
    const line = { subscription, application, table, kind, periodId, matchableId };
    return { ...line, counter, exportId, expected, inFile: null, inserted: 0, deleted: 0 };
  }
}

interface Try {
  readonly step: LoadStep;
  readonly source: StepSource;
  readonly attempt: Attempt;
  readonly failure: SliceFailure | undefined;
}
