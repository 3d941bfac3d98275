import path from 'node:path';

import { codecNamed, codecNames } from '../../shared/avro/codecs';
import { DataSyncError } from '../../shared/errors';
import { faultKinds, parseFault } from '../../shared/simulator/faults';
import { sampleOptions, type SimulationOptions } from '../../shared/simulator/options';
import type { SimulationSummary } from '../../shared/simulator/simulation';
import { SimulationFolder } from '../../shared/simulator/writeSimulation';
import { bytesText, countOf, countText, durationText } from '../../shared/util/humanText';
import { parseByteSize } from '../byteSize';
import { toJson } from '../output/json';
import { createProgressLine } from '../output/progressLine';
import { shellWord } from '../output/shellWord';
import { formatTable } from '../../shared/util/textTable';
import type { ParsedArguments, Verb, VerbContext } from '../verb';

/** `simulate <folder>`: exports as Pendo would write them, for demos and for tests of pipelines. */
export const simulateVerb: Verb = {
  name: 'simulate',
  summary: 'Make a destination as Pendo would write it, the same from the same seed',
  usage: '<folder> [--seed N] [--days N] [--rows N] [--cap BYTES] [--fault KIND[:N]] [options]',
  positionals: { min: 1, max: 1 },
  options: [
    { name: 'seed', value: 'N', description: 'Another seed, another destination (default 1)' },
    { name: 'days', value: 'N', description: 'Days on which exports are made (default 30)' },
    {
      name: 'rows',
      value: 'N',
      description: 'Events per application and working day (default 400)',
    },
    { name: 'matchables', value: 'N', description: 'Pages, features and track types (default 24)' },
    { name: 'applications', value: 'N', description: 'Applications per subscription (default 2)' },
    { name: 'subscriptions', value: 'N', description: 'Subscriptions (default 1)' },
    { name: 'codec', value: 'CODEC', allowed: codecNames, description: 'Default deflate' },
    {
      name: 'cap',
      value: 'BYTES',
      description: 'Largest file, such as 64k, 10M or 3G (default: busy days are split)',
    },
    { name: 'until', value: 'DAY', description: 'Day of the last export (default 2024-06-30)' },
    {
      name: 'fault',
      value: 'KIND[:N]',
      multiple: true,
      description: `Damage on purpose: ${faultKinds.join(', ')}; N times`,
    },
  ],
  examples: [
    'simulate ./sample',
    'simulate ./damaged --days 12 --fault truncated-file --fault gap:2',
  ],
  async run(args, context) {
    const format = args.format(['text', 'json'], 'text');
    const folder = path.resolve(context.cwd, args.positionals[0] ?? '');
    const started = context.now().getTime();
    const options = optionsOf(args);
    const summary = await withUsageErrors(() => make(folder, options, context));
    const seconds = (context.now().getTime() - started) / 1000;
    const text =
      format === 'json'
        ? `${toJson({ folder, ...summary, seconds })}\n`
        : describeSimulation(args.positionals[0] ?? '', summary, seconds);
    await context.stdout.write(text);
    return 0;
  },
};

function optionsOf(args: ParsedArguments): SimulationOptions {
  const rows = args.integer('rows') ?? sampleOptions.rows ?? 0;
  const cap = args.text('cap');
  const codec = codecNamed(args.text('codec') ?? '')?.name;
  const until = args.text('until');
  return {
    ...sampleOptions,
    ...definedIntegers(args),
    rows,
    // Without a cap a demonstration has split files too, whatever its size: see sampleOptions.
    capBytes: cap === undefined ? sampleCap(rows) : parseByteSize('cap', cap),
    ...(codec !== undefined && { codec }),
    ...(until !== undefined && { until }),
    faults: args.texts('fault').map(parseFaultArgument),
  };
}

function definedIntegers(args: ParsedArguments): SimulationOptions {
  const names = ['seed', 'days', 'matchables', 'applications', 'subscriptions'] as const;
  const given = names.flatMap(name => {
    const value = args.integer(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(given);
}

/** 160 bytes a row: a busy day's events in deflate need a little more. */
function sampleCap(rows: number): number {
  return Math.min(3_000_000_000, Math.max(16_000, rows * 160));
}

function parseFaultArgument(text: string) {
  try {
    return parseFault(text);
  } catch (error) {
    throw asUsage(error);
  }
}

async function make(
  folder: string,
  options: SimulationOptions,
  context: VerbContext,
): Promise<SimulationSummary> {
  const destination = await SimulationFolder.create(folder, options, context.signal);
  const progress = createProgressLine(context);
  const painter = setInterval(() => {
    const { summary, bytesWritten } = destination;
    progress.show(`${countOf(summary.files, 'file')}, ${bytesText(bytesWritten)}`);
  }, 200);
  try {
    return await destination.advanceTo(undefined, context.signal);
  } finally {
    clearInterval(painter);
    await progress.clear();
  }
}

/** The simulator names an option that cannot be; on a command line that is a wrong argument. */
async function withUsageErrors<T>(body: () => Promise<T>): Promise<T> {
  try {
    return await body();
  } catch (error) {
    throw asUsage(error);
  }
}

function asUsage(error: unknown): unknown {
  if (!(error instanceof DataSyncError) || error.code !== 'simulator.bad-option') return error;
  const { option, found, allowed } = error.data;
  const flag = option === 'capBytes' ? 'cap' : String(option);
  const message = `--${flag} is ${String(found)}, allowed: ${String(allowed)}`;
  return new DataSyncError('cli.usage', message, error.data, { cause: error });
}

function describeSimulation(folder: string, summary: SimulationSummary, seconds: number): string {
  const { exports, files, rows, bytes, manifests, faults } = summary;
  const table = formatTable(
    [
      { title: 'subscription' },
      { title: 'application' },
      { title: 'exports', align: 'right' },
      { title: 'counters', align: 'right' },
    ],
    manifests.map(each => [
      each.subscription,
      each.application,
      countText(each.exports),
      `${each.firstCounter}..${each.lastCounter}`,
    ]),
  );
  const damage = faults.map(({ kind, counter, path: file }) => `${kind} at ${counter}: ${file}\n`);
  const shown = shellWord(folder);
  return (
    `Made ${countOf(exports, 'export')}: ${countOf(files, 'file')}, ${countOf(rows, 'row')}, ` +
    `${bytesText(bytes)} in ${durationText(seconds)}.\n\n${table}\n` +
    (damage.length > 0 ? `Damaged on purpose:\n${damage.join('')}\n` : '') +
    `Next: pendo-data-sync validate ${shown}\n` +
    `      pendo-data-sync plan ${shown} --db ./db\n` +
    `      pendo-data-sync sync ${shown} --db ./db\n`
  );
}
