import { toDataSyncError } from '../../shared/errors';
import type { VerifyReport, VerifySummary } from '../../shared/protocol/worker';
import { countOf, countText, dayText } from '../../shared/util/humanText';
import { lockForReading } from '../../shared/worker/lockForReading';
import { startWorker, type WorkerHandle } from '../../shared/worker/startWorker';
import { printable } from '../../shared/util/displayWidth';
import { cloudOptions, cloudsOf } from '../clouds';
import { JsonItems, slicesHead } from '../output/jsonItems';
import { createProgressLine } from '../output/progressLine';
import { readRecipe, recipeOptions } from '../recipe';
import { selectionOptions } from '../selection';
import { failedJson, tellFailures } from '../syncing/failedApplications';
import type { OptionSpec, ParsedArguments, Verb, VerbContext } from '../verb';

const options: readonly OptionSpec[] = [
  ...recipeOptions.filter(({ name }) => name === 'db'),
  ...selectionOptions,
  ...cloudOptions,
];

/** `verify <destination> --db <folder>`: reads the files again and compares them with the tables. */
export const verifyVerb: Verb = {
  name: 'verify',
  summary: 'Read the loaded files again and compare them with the tables, row for row',
  usage: '<destination> --db <folder> [options]',
  positionals: { min: 1, max: 1 },
  options,
  examples: ['verify ./acme --db ./db', 'verify ./acme --db ./db --period 2023-02-01..2023-02-07'],
  async run(args, context) {
    const { database } = readRecipe(args, context);
    const worker = startWorker({ clouds: cloudsOf(args, context) });
    try {
      const lock = await lockForReading(worker, database, 'verify', context.signal);
      try {
        return await printVerdicts(worker, args, context);
      } finally {
        await lock.release();
      }
    } finally {
      await worker.dispose();
    }
  },
};

async function printVerdicts(
  worker: WorkerHandle,
  args: ParsedArguments,
  context: VerbContext,
): Promise<number> {
  const { signal, stderr } = context;
  const json = args.format(['text', 'json'], 'text') === 'json';
  const printer = json ? new JsonVerdicts(context) : new TextVerdicts(context);
  try {
    const summary = await worker.channel.request('verify', readRecipe(args, context), {
      signal,
      onProgress: reports => printer.add(reports),
    });
    await printer.end(summary);
    await tellFailures(summary.failed, context);
    return summary.differing + summary.failed.length > 0 ? 1 : 0;
  } catch (thrown) {
    const { code, message } = toDataSyncError(thrown);
    if (!(await printer.fail({ code, message }))) throw thrown;
    await stderr.write(`error ${code}: ${message}\n`);
    return signal.aborted ? 130 : 1;
  }
}

/** What differs or is gone, one per line, then the sum. */
class TextVerdicts {
  readonly #context: VerbContext;
  readonly #line;
  #checked = 0;
  #rows = 0;
  #gone = 0;

  constructor(context: VerbContext) {
    this.#context = context;
    this.#line = createProgressLine(context);
  }

  async add(reports: readonly VerifyReport[]): Promise<void> {
    const lines = reports.flatMap(report => (report.status === 'ok' ? [] : [lineOf(report)]));
    for (const { status, rowsInTable } of reports) {
      this.#checked++;
      this.#rows += rowsInTable;
      if (status === 'gone') this.#gone++;
    }
    if (lines.length > 0) {
      await this.#line.clear();
      await this.#context.stdout.write(lines.join(''));
    }
    this.#line.show(`${countOf(this.#checked, 'slice')}, ${countOf(this.#rows, 'row')} compared`);
  }

  async end({ checked, differing }: VerifySummary): Promise<void> {
    await this.#line.clear();
    const gone = this.#gone > 0 ? `, ${countText(this.#gone)} without their files` : '';
    const verdict =
      differing > 0 ? `${countOf(differing, 'slice differs', 'slices differ')}` : 'none differs';
    await this.#context.stdout.write(
      `${countOf(checked, 'slice')} with ${countOf(this.#rows, 'row')} compared: ${verdict}${gone}.\n`,
    );
  }

  async fail(): Promise<boolean> {
    await this.#line.clear();
    return false;
  }
}

/** `{"slices": […], "checked": N, "differing": N}`, slices as they come. */
class JsonVerdicts {
  readonly #answer: JsonItems;

  constructor({ stdout }: VerbContext) {
    this.#answer = new JsonItems(stdout, slicesHead);
  }

  async add(reports: readonly VerifyReport[]): Promise<void> {
    await this.#answer.add(reports);
  }

  async end({ checked, differing, failed }: VerifySummary): Promise<void> {
    await this.#answer.end({ checked, differing, ...failedJson(failed) });
  }

  async fail(error: { readonly code: string; readonly message: string }): Promise<boolean> {
    return this.#answer.fail({ error });
  }
}

function lineOf({
  status,
  application,
  table,
  matchableId,
  periodId,
  counter,
  message,
}: VerifyReport): string {
  const target = matchableId ?? table;
  const slice = `${application} ${target}${periodId === null ? '' : ` ${dayText(periodId)}`}`;
  return printable(`${status.padEnd(7)}  ${slice} (export ${counter}): ${message ?? ''}`) + '\n';
}
