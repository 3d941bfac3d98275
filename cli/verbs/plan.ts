import { existsSync } from 'node:fs';

import { describeNotice } from '../../shared/plan/describeNotice';
import { describePlan } from '../../shared/plan/describePlan';
import type { LoadStep, PlanNotice } from '../../shared/plan/loadPlan';
import type {
  FailedApplication,
  PlannedLoad,
  SyncRecipe,
  WorkerRequests,
} from '../../shared/protocol/worker';
import { inEnglish } from '../../shared/util/translate';
import { lockForReading } from '../../shared/worker/lockForReading';
import { startWorker, type WorkerHandle } from '../../shared/worker/startWorker';
import { cloudsOf } from '../clouds';
import { endOfArray, toJson } from '../output/json';
import { readRecipe, recipeOptions } from '../recipe';
import { failedJson, tellFailures } from '../syncing/failedApplications';
import type { Output, Verb, VerbContext } from '../verb';

/** `plan <destination> --db <folder>`: what a sync would do, and nothing done. */
export const planVerb: Verb = {
  name: 'plan',
  summary: 'Show what sync would load, replace and skip; changes nothing',
  usage: '<destination> --db <folder> [options]',
  positionals: { min: 1, max: 1 },
  options: [...recipeOptions, { name: 'verbose', description: 'List every step' }],
  examples: ['plan ./acme --db ./db', 'plan ./acme --db ./db --counter 410..412 --verbose'],
  async run(args, context) {
    const format = args.format(['text', 'json'], 'text');
    const recipe = readRecipe(args, context);
    const { ignoreFreeSpace } = recipe;
    const worker = startWorker({ clouds: cloudsOf(args, context) });
    try {
      const { plans, failed } = await requestPlans(worker, recipe, context);
      if (format === 'json') await writeJson(plans, failed, context);
      else await writeText(plans, { verbose: args.flag('verbose'), ignoreFreeSpace }, context);
      await tellFailures(failed, context);
      return failed.length > 0 || plans.some(each => isRefused(each, recipe)) ? 1 : 0;
    } finally {
      await worker.dispose();
    }
  },
};

/** A folder that does not exist yet has no lock; planning does not create it. */
async function requestPlans(
  worker: WorkerHandle,
  recipe: SyncRecipe,
  { signal }: VerbContext,
): Promise<WorkerRequests['plan']['result']> {
  const lock = existsSync(recipe.database)
    ? await lockForReading(worker, recipe.database, 'plan', signal)
    : undefined;
  try {
    return await worker.channel.request('plan', recipe, { signal });
  } finally {
    await lock?.release();
  }
}

/** Sync would refuse a slice, or all of it for want of disk. */
function isRefused(
  { plan, expectedDisk, freeDisk }: PlannedLoad,
  { ignoreFreeSpace }: Pick<SyncRecipe, 'ignoreFreeSpace'>,
): boolean {
  const tooLittle = expectedDisk !== null && freeDisk !== null && freeDisk < expectedDisk;
  return (tooLittle && !ignoreFreeSpace) || plan.skipped.some(({ reason }) => reason === 'refused');
}

async function writeText(
  plans: readonly PlannedLoad[],
  options: { readonly verbose: boolean; readonly ignoreFreeSpace: boolean },
  { stdout, signal }: VerbContext,
): Promise<void> {
  const text = new BufferedText(stdout, signal);
  for (const [index, planned] of plans.entries()) {
    if (index > 0) await text.add('\n');
    for (const line of describePlan(planned, { t: inEnglish, ...options }))
      await text.add(`${line}\n`);
  }
  await text.flush();
}

/** One document, written step by step. */
async function writeJson(
  plans: readonly PlannedLoad[],
  failed: readonly FailedApplication[],
  { stdout, signal }: VerbContext,
): Promise<void> {
  const text = new BufferedText(stdout, signal);
  await text.add('{"plans":[');
  for (const [index, { plan, file, expectedDisk, freeDisk }] of plans.entries()) {
    const { subscription, application } = plan.target;
    const head = toJson({ subscription, application, file, expectedDisk, freeDisk });
    await text.add(`${index > 0 ? ',' : ''}\n${head.slice(0, -1)},"steps":[`);
    await text.addItems(plan.steps.values(), stepJson);
    await text.add('],"skipped":[');
    await text.addItems(plan.skipped.values(), toJson);
    await text.add('],"notices":[');
    await text.addItems(plan.notices.values(), noticeJson);
    await text.add(']}');
  }
  await text.add(endOfArray(failedJson(failed)));
  await text.flush();
}

function stepJson(step: LoadStep): string {
  const { kind, periodId, matchableId, action, source, fallbacks, expectedDeletes } = step;
  return toJson({ kind, periodId, matchableId, action, ...source, expectedDeletes, fallbacks });
}

function noticeJson(notice: PlanNotice): string {
  return toJson({ ...notice, message: describeNotice(inEnglish, notice) });
}

/** Collects lines: a write each would be a system call each. */
class BufferedText {
  readonly #output: Output;
  readonly #signal: AbortSignal;
  #text = '';

  constructor(output: Output, signal: AbortSignal) {
    this.#output = output;
    this.#signal = signal;
  }

  async add(text: string): Promise<void> {
    this.#text += text;
    if (this.#text.length > 65_536) await this.flush();
  }

  async addItems<T>(items: Iterable<T>, textOf: (item: T) => string): Promise<void> {
    let separator = '\n';
    for (const item of items) {
      await this.add(separator + textOf(item));
      separator = ',\n';
    }
  }

  async flush(): Promise<void> {
    this.#signal.throwIfAborted();
    const text = this.#text;
    this.#text = '';
    await this.#output.write(text);
  }
}
