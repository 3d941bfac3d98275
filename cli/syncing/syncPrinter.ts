// The two faces of a sync's answer: a reconciliation for people, a JSON document for programs.
import { nothingToDo } from '../../shared/plan/describePlan';
import type { FailedApplication, SyncEvent, SyncSummary } from '../../shared/protocol/worker';
import type { SliceReport } from '../../shared/sync/report';
import { printable } from '../../shared/util/displayWidth';
import { inEnglish } from '../../shared/util/translate';
import { JsonItems, slicesHead } from '../output/jsonItems';
import { createProgressLine, type ProgressLine } from '../output/progressLine';
import type { VerbContext } from '../verb';
import { describeProgress } from '../../shared/sync/describeProgress';
import { failedJson, tellFailures } from './failedApplications';
import { describeSummary } from '../../shared/sync/describeSummary';
import { Reconciliation } from '../../shared/sync/reconciliation';

interface PlainError {
  readonly code: string;
  readonly message: string;
}

/** Prints one sync as it goes on. */
export interface SyncPrinter {
  event(event: SyncEvent): Promise<void>;
  end(summary: SyncSummary): Promise<void>;
  /** The sync broke; false when nothing was printed yet, so that the frame may report it. */
  fail(error: PlainError): Promise<boolean>;
}

/** The printer of a format. */
export function createSyncPrinter(format: 'text' | 'json', context: VerbContext): SyncPrinter {
  return format === 'json' ? new JsonPrinter(context) : new TextPrinter(context);
}

/** What both have in common: what is told on stderr. */
abstract class Printer implements SyncPrinter {
  protected readonly context: VerbContext;
  protected readonly line: ProgressLine;

  constructor(context: VerbContext) {
    this.context = context;
    this.line = createProgressLine(context);
  }

  async event(event: SyncEvent): Promise<void> {
    if (event.kind === 'progress') return this.line.show(describeProgress(event.progress));
    if (event.kind === 'application') return;
    if (event.kind === 'slices') return this.slices(event.slices);
    await this.line.clear();
    if (event.kind === 'applicationFailed') return this.failed(event.failed);
    await this.context.stderr.write(`${printable(`note: ${event.message}`)}\n`);
  }

  protected failed(failed: FailedApplication): Promise<void> {
    return tellFailures([failed], this.context);
  }

  protected abstract slices(slices: readonly SliceReport[]): Promise<void> | void;
  abstract end(summary: SyncSummary): Promise<void>;
  abstract fail(error: PlainError): Promise<boolean>;
}

class TextPrinter extends Printer {
  readonly #reconciliation = new Reconciliation();

  override slices(slices: readonly SliceReport[]): void {
    this.#reconciliation.add(slices);
  }

  override async end(summary: SyncSummary): Promise<void> {
    await this.line.clear();
    const { stdout } = this.context;
    if (this.#reconciliation.slices === 0) {
      if (summary.failedApplications > 0) return;
      return stdout.write(`${nothingToDo(inEnglish, summary.upToDate)}\n`);
    }
    await stdout.write(`${this.#describe()}\n${describeSummary(summary)}\n`);
  }

  override async fail(): Promise<boolean> {
    await this.line.clear();
    if (this.#reconciliation.slices === 0) return false;
    await this.context.stdout.write(`${this.#describe()}\n`);
    return false;
  }

  #describe(): string {
    const { columns } = this.context;
    return this.#reconciliation.describe({ width: columns, moreHint: '--json lists all' });
  }
}

/** `{"slices": […], "upToDate": N, "bytesRead": N, "seconds": N}`, slices as they come. */
class JsonPrinter extends Printer {
  readonly #failed: FailedApplication[] = [];
  readonly #answer: JsonItems;

  constructor(context: VerbContext) {
    super(context);
    this.#answer = new JsonItems(context.stdout, slicesHead);
  }

  override slices(slices: readonly SliceReport[]): Promise<void> {
    return this.#answer.add(slices);
  }

  override failed(failed: FailedApplication): Promise<void> {
    this.#failed.push(failed);
    return super.failed(failed);
  }

  override async end({ upToDate, bytesRead, seconds }: SyncSummary): Promise<void> {
    await this.line.clear();
    await this.#answer.end({ upToDate, bytesRead, seconds, ...failedJson(this.#failed) });
  }

  override async fail(error: PlainError): Promise<boolean> {
    await this.line.clear();
    return this.#answer.fail({ error, ...failedJson(this.#failed) });
  }
}
