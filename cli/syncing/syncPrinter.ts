// The two faces of a sync's answer: a reconciliation for people, a JSON document for programs.
import type { SyncEvent, SyncSummary } from '../../shared/protocol/worker';
import type { SliceReport } from '../../shared/sync/report';
import { bytesText, countOf, durationText } from '../../shared/util/humanText';
import { printable } from '../output/displayWidth';
import { toJson } from '../output/json';
import { createProgressLine, type ProgressLine } from '../output/progressLine';
import type { VerbContext } from '../verb';
import { describeProgress } from './describeProgress';
import { Reconciliation } from './reconciliation';

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

class TextPrinter implements SyncPrinter {
  readonly #context: VerbContext;
  readonly #line: ProgressLine;
  readonly #reconciliation = new Reconciliation();

  constructor(context: VerbContext) {
    this.#context = context;
    this.#line = createProgressLine(context);
  }

  async event(event: SyncEvent): Promise<void> {
    switch (event.kind) {
      case 'progress':
        return this.#line.show(describeProgress(event.progress));
      case 'slices':
        return this.#reconciliation.add(event.slices);
      case 'notice':
        return this.#tell(`note: ${event.message}`);
      case 'applicationFailed':
        return this.#tell(failureText(event));
    }
  }

  async end(summary: SyncSummary): Promise<void> {
    await this.#line.clear();
    const { stdout, columns } = this.#context;
    if (this.#reconciliation.slices === 0) {
      if (summary.failedApplications > 0) return;
      const { upToDate } = summary;
      const are = upToDate === 1 ? 'is' : 'are';
      return stdout.write(`Nothing to do: ${countOf(upToDate, 'slice')} ${are} up to date.\n`);
    }
    await stdout.write(`${this.#reconciliation.describe(columns)}\n${summaryText(summary)}`);
  }

  async fail(): Promise<boolean> {
    await this.#line.clear();
    if (this.#reconciliation.slices === 0) return false;
    await this.#context.stdout.write(`${this.#reconciliation.describe(this.#context.columns)}\n`);
    return false;
  }

  async #tell(text: string): Promise<void> {
    await this.#line.clear();
    await this.#context.stderr.write(`${printable(text)}\n`);
  }
}

/** `{"slices": […], "upToDate": N, "bytesRead": N, "seconds": N}`, slices as they come. */
class JsonPrinter implements SyncPrinter {
  readonly #context: VerbContext;
  readonly #line: ProgressLine;
  readonly #failed: unknown[] = [];
  #begun = false;
  #separator = '';

  constructor(context: VerbContext) {
    this.#context = context;
    this.#line = createProgressLine(context);
  }

  async event(event: SyncEvent): Promise<void> {
    switch (event.kind) {
      case 'progress':
        return this.#line.show(describeProgress(event.progress));
      case 'slices':
        return this.#slices(event.slices);
      case 'notice':
        await this.#line.clear();
        return this.#context.stderr.write(`${printable(`note: ${event.message}`)}\n`);
      case 'applicationFailed': {
        const { subscription, application, error } = event;
        this.#failed.push({ subscription, application, error });
        await this.#line.clear();
        return this.#context.stderr.write(`${printable(failureText(event))}\n`);
      }
    }
  }

  async end({ upToDate, bytesRead, seconds }: SyncSummary): Promise<void> {
    await this.#slices([]);
    await this.#end({ upToDate, bytesRead, seconds });
  }

  async fail(error: PlainError): Promise<boolean> {
    await this.#line.clear();
    if (!this.#begun) return false;
    await this.#end({ error });
    return true;
  }

  async #slices(slices: readonly SliceReport[]): Promise<void> {
    const start = this.#begun ? '' : '{"slices":[\n';
    this.#begun = true;
    const text = slices.map(slice => {
      const separator = this.#separator;
      this.#separator = ',\n';
      return separator + toJson(slice);
    });
    await this.#context.stdout.write(start + text.join(''));
  }

  async #end(rest: Readonly<Record<string, unknown>>): Promise<void> {
    await this.#line.clear();
    const failed = this.#failed.length > 0 ? { failedApplications: this.#failed } : {};
    await this.#context.stdout.write(`],${toJson({ ...rest, ...failed }).slice(1)}\n`);
  }
}

function failureText({
  subscription,
  application,
  error,
}: Extract<SyncEvent, { kind: 'applicationFailed' }>): string {
  const name = subscription === '' ? application : `${subscription}/${application}`;
  return `error ${error.code}: ${name}: ${error.message}`;
}

function summaryText(summary: SyncSummary): string {
  const { rowsInserted, rowsDeleted, upToDate, bytesRead, seconds } = summary;
  const read = `${bytesText(bytesRead)} read in ${durationText(seconds)}`;
  const rest = upToDate > 0 ? ` ${countOf(upToDate, 'slice')} up to date before.` : '';
  return `${countOf(rowsInserted, 'row')} in, ${countOf(rowsDeleted, 'row')} out, ${read}.${rest}\n`;
}
