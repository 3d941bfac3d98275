// Carries a plan out: transactions of whole slices, each slice in its savepoint, the ledger in the
// same transactions. What was reported is committed.
import type { Engine } from '../engine/engine';
import { DataSyncError, toDataSyncError } from '../errors';
import type { LoadPlan, LoadStep } from '../plan/loadPlan';
import type { Layout, SyncEvent, SyncSummary } from '../protocol/worker';
import type { ObjectStore } from '../storage/objectStore';
import { inEnglish, type Translate } from '../util/translate';
import { AvroFiles, type ListedFile } from './avroFiles';
import { LoadHistory, nameDatabase, prepareLedger, readLedger, requireLayout } from './loadHistory';
import { updateMatchableNames } from './matchableNames';
import { MatchableTables } from './matchableTables';
import { ProgressMeter } from './progressMeter';
import { Rebuilds } from './rebuilds';
import { RowReplacer } from './replaceRows';
import type { SliceReport } from './report';
import { RowLoader } from './rowLoader';
import { SyncRun } from './syncRun';
import { skippedReports } from './skippedReports';
import { SliceApplier, type SyncParts } from './sliceApplier';
import { Statements } from './statements';
import { SummaryCounter } from './summaryCounter';
import { Tables } from './tables';

export interface ApplyPorts {
  readonly store: ObjectStore;
  /** The target's database, open for writing. */
  readonly engine: Engine;
  readonly onEvent?: (event: SyncEvent) => void;
  /** The language of notices; default is English. */
  readonly t?: Translate;
  /** Resolves when the listener has taken nearly all events; waited for between transactions. */
  readonly drained?: () => Promise<void>;
  /** Where all that is done is added; default is a new one. */
  readonly summary?: SummaryCounter;
}

export interface ApplyOptions {
  /** undefined: what the database has, else consolidated. */
  readonly layout?: Layout | undefined;
  readonly counts: 'strict' | 'report';
  /** Bytes of all files of the plan, for progress. */
  readonly bytesTotal?: number;
}

/** A transaction ends after the slice that reaches one of these. */
const limits = { milliseconds: 1000, bytes: 64 << 20, slices: 500 };

/**
 * Applies the plan to its database. Slices that fail are reported and leave the old rows; an error
 * that no further slice could survive (a full disk, a cancel) is thrown, and then all slices that
 * were reported stay and everything else is as it was.
 */
export async function applyPlan(
  plan: LoadPlan,
  ports: ApplyPorts,
  options: ApplyOptions,
  signal: AbortSignal,
): Promise<SyncSummary> {
  const { store, engine, onEvent = () => undefined, t = inEnglish } = ports;
  const { drained, summary = new SummaryCounter() } = ports;
  const layout = requireLayout(engine, options.layout, databaseOf(plan));
  summary.addPlan(plan);
  const emit = (slices: SliceReport[]) => {
    summary.add(slices);
    if (slices.length > 0) onEvent({ kind: 'slices', slices });
  };
  if (plan.skipped.length > 0) emit(skippedReports(plan, readLedger(engine), layout));
  if (plan.steps.length === 0) return summary.result();

  const files = new AvroFiles({ store, folder: plan.target.folder }, sourceFiles(plan), signal);
  const meter = new ProgressMeter(plan, files, options.bytesTotal ?? 0, onEvent);
  const session = new ApplySession(
    { plan, engine, files, layout, meter, onEvent, t },
    options,
    store.url,
  );
  try {
    while (!session.isDone) {
      emit(await session.runTransaction(signal));
      await drained?.();
    }
  } catch (error) {
    throw signal.aborted ? cancelled(summary.loaded) : toDataSyncError(error);
  } finally {
    summary.bytesRead += files.bytesRead;
    session.dispose();
    await files.close();
  }
  return summary.result();
}

/** Everything of one call that outlives a transaction. */
class ApplySession {
  isDone = false;
  readonly #context: SessionContext;
  readonly #parts: SyncParts;
  readonly #run: SyncRun;
  readonly #rebuilds: Rebuilds;
  readonly #steps: Iterator<LoadStep>;
  readonly #doneSteps: () => void;
  #bytes = 0;

  constructor(context: SessionContext, options: ApplyOptions, destination: string) {
    const { plan, engine, files, layout, meter, onEvent, t } = context;
    this.#context = context;
    const statements = new Statements(engine);
    const tables = new Tables(engine);
    this.#run = new SyncRun(statements, destination);
    const history = new LoadHistory(statements, this.#run);
    this.#parts = {
      target: plan.target,
      layout,
      counts: options.counts,
      engine,
      statements,
      files,
      loader: new RowLoader(engine),
      tables,
      matchables: new MatchableTables(statements, layout),
      replacer: new RowReplacer(statements, tables, history),
      history,
      onRows: (rows, bytes) => {
        this.#bytes += bytes;
        meter.addRows(rows);
      },
      t,
      onNotice: message => onEvent({ kind: 'notice', message }),
    };
    this.#rebuilds = new Rebuilds(plan, this.#parts, new SliceApplier(this.#parts));
    this.#steps = plan.steps[Symbol.iterator]();
    this.#doneSteps = () => meter.addStep();
  }

  /** Applies steps until a limit is reached; returns what was committed. */
  async runTransaction(signal: AbortSignal): Promise<SliceReport[]> {
    try {
      return await this.#context.engine.transaction(() => this.#transact(signal));
    } finally {
      this.#parts.loader.endTransaction();
    }
  }

  dispose(): void {
    this.#parts.loader.dispose();
    this.#parts.statements.finalize();
  }

  async #transact(signal: AbortSignal): Promise<SliceReport[]> {
    const { engine, plan, layout, files } = this.#context;
    const { tables, matchables, statements, history } = this.#parts;
    const { subscription, application, subscriptionName, applicationName } = plan.target;
    prepareLedger(engine, { layout, subscription, application });
    nameDatabase(engine, { subscriptionName, applicationName });
    // Between transactions other programs may write.
    tables.forget();
    matchables.forget();
    if (this.#run.id === 0) history.forgetLost();
    this.#run.begin();
    const reports = await this.#applySteps(signal);
    if (layout === 'perMatchable') updateMatchableNames(statements, tables);
    this.#run.end(reports, files.bytesRead);
    return reports;
  }

  async #applySteps(signal: AbortSignal): Promise<SliceReport[]> {
    const reports: SliceReport[] = [];
    const start = performance.now();
    this.#bytes = 0;
    while (
      reports.length < limits.slices &&
      this.#bytes < limits.bytes &&
      performance.now() - start < limits.milliseconds
    ) {
      signal.throwIfAborted();
      const next = this.#steps.next();
      if (next.done === true) {
        this.isDone = true;
        break;
      }
      reports.push(...(await this.#rebuilds.apply(next.value, signal)));
      this.#doneSteps();
    }
    return reports;
  }
}

interface SessionContext {
  readonly plan: LoadPlan;
  readonly engine: Engine;
  readonly files: AvroFiles;
  readonly layout: Layout;
  readonly meter: ProgressMeter;
  readonly onEvent: (event: SyncEvent) => void;
  readonly t: Translate;
}

function* sourceFiles({ steps }: LoadPlan): Iterable<ListedFile> {
  for (const { source } of steps) {
    for (const path of source.files) yield { exportId: source.exportId, path };
  }
}

function databaseOf({ target }: LoadPlan): string {
  return `the database of ${target.subscription}/${target.application}`;
}

function cancelled(loaded: number): DataSyncError {
  return new DataSyncError(
    'sync.cancelled',
    `cancelled: ${loaded} slices were loaded and stay, everything else is as it was; run sync again to go on`,
    { loaded },
  );
}
