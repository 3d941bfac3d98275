// The host's side of several results: which statements run, one after the other, and where each stands. How a statement is
// run, and where its rows are, whoever makes it knows.
import { toDataSyncError, type DataSyncError } from '../../errors';
import {
  isUnderWay,
  type ResultEnd,
  type ResultSize,
  type ResultState,
  type ResultTab,
  type ShownResults,
} from '../../protocol/queryGrid';

/** What is asked for: a statement, told apart from others by `key`. */
export interface RunOrder {
  readonly sql: string;
  readonly label: string;
  /** The same for the same statement of the same document. */
  readonly key: string;
}

/** What becomes of a statement on its way to its rows. */
export type RunNews = { readonly kind: 'waiting' | 'running' } | (ResultSize & { kind: 'rows' });

/** What running a statement takes. */
export interface RunPorts<O extends RunOrder> {
  /** A number that no result has yet. */
  readonly nextResult: () => number;
  /** Resolves when the result is whole or stopped. */
  readonly run: (task: RunTask<O>) => Promise<ResultEnd>;
  /** Nobody shows these results any more. */
  readonly close: (results: readonly number[]) => void;
  readonly onChange: () => void;
  /** A statement has failed, which its state says too. */
  readonly onFailure: (order: O, error: DataSyncError) => void;
}

/** One statement on its way. */
export interface RunTask<O extends RunOrder> {
  readonly order: O;
  readonly result: number;
  readonly tell: (news: RunNews) => void;
  readonly signal: AbortSignal;
}

interface Entry<O> {
  readonly result: number;
  readonly order: O;
  state: ResultState;
}

export class StatementRuns<O extends RunOrder> {
  readonly #ports: RunPorts<O>;
  #entries: readonly Entry<O>[] = [];
  #active = 0;
  #controller = new AbortController();
  #underWay: Promise<unknown> = Promise.resolve();

  constructor(ports: RunPorts<O>) {
    this.#ports = ports;
  }

  get shown(): ShownResults {
    const tabs = this.#entries.map(({ result, state, order: { label, sql } }): ResultTab => ({
      result,
      label,
      sql,
      state,
    }));
    return { tabs, active: this.#active };
  }

  /** Whether a statement runs, or waits for one that does. */
  get isRunning(): boolean {
    return this.#entries.some(({ state }) => isUnderWay(state));
  }

  /** What was asked for; undefined where that result is not shown any more. */
  order(result: number): O | undefined {
    return this.#find(result)?.order;
  }

  /**
   * Runs statements one after the other; what runs is stopped before. Each gets a tab; one alone that has a tab already takes
   * its place there, and the others stay. The first that fails or is cancelled stops the rest. Resolves with how each ended.
   */
  async run(orders: readonly O[]): Promise<readonly ResultState[]> {
    this.#controller.abort();
    const controller = new AbortController();
    this.#controller = controller;
    const entries = orders.map(order => this.#entryOf(order));
    const before = this.#underWay;
    const work = before.then(async () => {
      // Another order has come before this one began.
      if (this.#controller !== controller) return;
      this.#place(entries);
      await this.#runAll(entries, controller.signal);
    });
    this.#underWay = work;
    await work;
    return entries.map(({ state }) => state);
  }

  /** The statement of a result once more, in its place. */
  async again(result: number): Promise<void> {
    const entry = this.#find(result);
    if (entry) await this.run([entry.order]);
  }

  /** Stops what runs, and what waits for it; rows that are there stay. */
  cancel(): void {
    this.#controller.abort();
  }

  activate(result: number): void {
    if (!this.#find(result) || this.#active === result) return;
    this.#active = result;
    this.#ports.onChange();
  }

  /** The rows of a result, or of all, are not there any more. */
  forget(result?: number): void {
    for (const entry of this.#entries) {
      const isMeant = result === undefined || entry.result === result;
      if (isMeant && entry.state.kind === 'rows') entry.state = { kind: 'closed' };
    }
    this.#ports.onChange();
  }

  #find(result: number): Entry<O> | undefined {
    return this.#entries.find(each => each.result === result);
  }

  #entryOf(order: O): Entry<O> {
    return { result: this.#ports.nextResult(), order, state: { kind: 'queued' } };
  }

  #place(entries: readonly Entry<O>[]): void {
    const [only, ...others] = entries;
    if (!only) return;
    const twin =
      others.length === 0
        ? this.#entries.find(({ order }) => order.key === only.order.key)
        : undefined;
    const left = twin ? [twin] : this.#entries;
    this.#entries = twin
      ? this.#entries.map(entry => (entry === twin ? only : entry))
      : [...entries];
    this.#active = only.result;
    if (left.length > 0) this.#ports.close(left.map(({ result }) => result));
  }

  async #runAll(entries: readonly Entry<O>[], signal: AbortSignal): Promise<void> {
    let because: 'failed' | 'cancelled' | undefined;
    for (const entry of entries) {
      if (because) {
        this.#become(entry, { kind: 'skipped', because });
        continue;
      }
      await this.#runOne(entry, signal);
      if (entry.state.kind === 'failed') because = 'failed';
      else if (signal.aborted) because = 'cancelled';
      // What went wrong is in front, unless the user looks at something else meanwhile.
      if (because && entries.some(({ result }) => result === this.#active)) {
        this.#active = entry.result;
      }
    }
  }

  async #runOne(entry: Entry<O>, signal: AbortSignal): Promise<void> {
    const { order, result } = entry;
    this.#become(entry, { kind: 'running' });
    const tell = (news: RunNews) =>
      this.#become(entry, news.kind === 'rows' ? { ...news, ending: 'counting' } : news);
    try {
      const { isWhole, ...size } = await this.#ports.run({ order, result, tell, signal });
      this.#become(entry, { kind: 'rows', ...size, ending: isWhole ? 'whole' : 'stopped' });
    } catch (thrown) {
      if (signal.aborted) return this.#become(entry, { kind: 'cancelled' });
      const error = toDataSyncError(thrown);
      this.#become(entry, { kind: 'failed', code: error.code, message: error.message });
      this.#ports.onFailure(order, error);
    }
  }

  #become(entry: Entry<O>, state: ResultState): void {
    entry.state = state;
    this.#ports.onChange();
  }
}
