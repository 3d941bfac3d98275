// A plan as text: what goes in, what goes out, what is skipped and why. Yields line by line, as a plan may have a
// million steps; grouped by export, newest last, one line for each kind of slice unless each step is asked for.
import { bytesText, countOf, countText } from '../util/humanText';
import { describeNotices } from './describeNotice';
import { describeStep } from './describeStep';
import type { LoadPlan, PlannedExport, PlanTarget, SkipReason } from './loadPlan';
import { rangesOf } from './selection';
import { sliceKinds } from './slice';
import { summarizePlan, type ExportSummary, type StepsSummary } from './summarizePlan';

/** A plan and what storage and disk say about it. */
export interface DescribedPlan {
  readonly plan: LoadPlan;
  /** Path of the SQLite file that it will change. */
  readonly file: string;
  /** Bytes of each listed file that was found, by path below the store's root. */
  readonly sizes: ReadonlyMap<string, number>;
  readonly expectedDisk: number | null;
  readonly freeDisk: number | null;
}

interface DescribeOptions {
  /** Each step is printed below its export. */
  readonly verbose: boolean;
  readonly ignoreFreeSpace?: boolean;
  /** The notices are said elsewhere. */
  readonly withoutNotices?: boolean;
}

/** Lines, without line breaks. */
export function* describePlan(
  planned: DescribedPlan,
  { verbose, ignoreFreeSpace = false, withoutNotices = false }: DescribeOptions,
): Generator<string> {
  const { plan, file, sizes } = planned;
  const summary = summarizePlan(plan, sizes);
  yield `Plan for ${describeTarget(plan.target)}`;
  const { refused, upToDate } = summary.skipped;
  if (plan.steps.length > 0) yield `  into ${file}`;
  else if (refused > 0) yield `  Nothing to load: ${countOf(refused, 'slice')} refused.`;
  else yield `  ${nothingToDo(upToDate)}`;
  for (const group of groupIdle(summary.exports)) {
    if (group.some(({ kinds }) => kinds.size > 0) || verbose) {
      for (const each of group) yield* describeExport(each, planned, verbose);
    } else if (plan.steps.length > 0 || refused > 0) {
      yield* describeIdle(group);
    }
  }
  const notices = withoutNotices ? [] : describeNotices(plan.notices, { verbose });
  for (const text of notices) yield `  Note: ${text}`;
  if (plan.steps.length > 0) yield* describeTotal(summary.total, planned, ignoreFreeSpace);
}

/** What a run says that has nothing to load. */
export function nothingToDo(upToDate: number): string {
  return `Nothing to do: ${countOf(upToDate, 'slice')} ${upToDate === 1 ? 'is' : 'are'} up to date.`;
}

/** `Acme CRM (-323232) of subscription Acme (9007199254740993)`. */
export function describeTarget(target: PlanTarget): string {
  const { subscription, application, subscriptionName, applicationName, family } = target;
  const of = family === 'events' ? named(applicationName, application) : application;
  return `${of} of subscription ${named(subscriptionName, subscription)}`;
}

function named(name: string | undefined, id: string): string {
  return name === undefined ? id : `${name} (${id})`;
}

function* describeExport(
  summary: ExportSummary,
  planned: DescribedPlan,
  verbose: boolean,
): Generator<string> {
  yield `  ${exportTitle(summary.counter, summary.planned)}`;
  const kinds = sliceKinds.flatMap(kind => summary.kinds.get(kind) ?? []);
  const rows = kinds.map(summaryCells);
  yield* alignRows(rows).map(line => `    ${line}`);
  for (const skipped of skippedTexts([summary])) yield `    ${skipped}`;
  if (!verbose) return;
  for (const step of summary.steps()) yield `      ${describeStep(step, planned)}`;
  for (const { kind, periodId, matchableId, reason, by } of summary.skipped()) {
    const what = matchableId ?? kind;
    const day = periodId === null ? '' : ` of ${periodId.slice(0, 10)}`;
    yield `      skip     ${what}${day}: ${reasonText(reason, [by])}`;
  }
}

/** Exports one after the other that load nothing share a line. */
function groupIdle(exports: readonly ExportSummary[]): ExportSummary[][] {
  const groups: ExportSummary[][] = [];
  for (const each of exports) {
    const last = groups.at(-1);
    if (each.kinds.size === 0 && last?.[0]?.kinds.size === 0) last.push(each);
    else groups.push([each]);
  }
  return groups;
}

function* describeIdle(group: readonly ExportSummary[]): Generator<string> {
  const [first] = group;
  if (first && group.length === 1) yield `  ${exportTitle(first.counter, first.planned)}`;
  else yield `  Exports ${rangesOf(group.map(({ counter }) => counter))}`;
  for (const skipped of skippedTexts(group)) yield `    ${skipped}`;
}

/** `Export 412, retroactive, finished 2023-02-24 03:10 (6e6f…)`. */
function exportTitle(counter: number, planned: PlannedExport | undefined): string {
  const types = planned?.exportType?.map(type => `, ${type.toLowerCase()}`).join('') ?? '';
  const finished = planned?.finishTime
    ? `, finished ${planned.finishTime.slice(0, 16).replace('T', ' ')} UTC`
    : '';
  return `Export ${counter}${types}${finished}${planned ? ` (${planned.exportId})` : ''}`;
}

function summaryCells(summary: StepsSummary): string[] {
  const { label, slices, bytes, deleteOnly, filesMissing } = summary;
  const files = [
    ...(bytes > 0 ? [bytesText(bytes)] : []),
    ...(deleteOnly > 0 ? [`${countText(deleteOnly)} delete only`] : []),
    ...(filesMissing > 0 ? [`${countOf(filesMissing, 'file')} missing`] : []),
  ];
  return [
    label,
    countOf(slices, 'slice') + periodsText(summary),
    rowsText(summary.rowsIn, summary.unknownIn, 'in'),
    rowsText(summary.rowsOut, summary.unknownOut, 'out'),
    files.join(', '),
  ];
}

function periodsText({ firstPeriod, lastPeriod }: StepsSummary): string {
  if (firstPeriod === null || lastPeriod === null) return '';
  const [first, last] = [firstPeriod.slice(0, 10), lastPeriod.slice(0, 10)];
  return first === last ? ` of ${first}` : ` of ${first} to ${last}`;
}

/** `9,515 rows in`; `at least` where some steps have no count, no number where none has. */
function rowsText(rows: number, unknown: number, direction: 'in' | 'out'): string {
  if (unknown === 0) return `${countOf(rows, 'row')} ${direction}`;
  if (rows === 0) return `rows ${direction} not counted`;
  return `at least ${countOf(rows, 'row')} ${direction}`;
}

/** One line per reason: `41 slices superseded by exports 413 to 419, 421`. */
function skippedTexts(group: readonly ExportSummary[]): string[] {
  const counts = group.flatMap(({ skippedCounts }) => [...skippedCounts.values()]);
  return (['superseded', 'refused', 'upToDate'] as const).flatMap(reason => {
    const those = counts.filter(count => count.reason === reason);
    const slices = those.reduce((sum, count) => sum + count.slices, 0);
    const by = [...new Set(those.map(count => count.by))].sort((a, b) => a - b);
    return slices > 0 ? [`${countOf(slices, 'slice')} ${reasonText(reason, by)}`] : [];
  });
}

function reasonText(reason: SkipReason, by: readonly number[]): string {
  const newer = `${by.length === 1 ? 'export' : 'exports'} ${rangesOf(by)}`;
  switch (reason) {
    case 'superseded':
      return `superseded by ${newer}`;
    case 'upToDate':
      return 'up to date';
    case 'refused':
      return `refused: older than ${newer} in the database`;
  }
}

function* describeTotal(
  total: StepsSummary,
  { expectedDisk, freeDisk }: DescribedPlan,
  ignoreFreeSpace: boolean,
): Generator<string> {
  const size = total.bytes > 0 ? `, ${bytesText(total.bytes)} to read` : '';
  yield (
    `  Total: ${countOf(total.slices, 'slice')}, ${rowsText(total.rowsIn, total.unknownIn, 'in')}, ` +
    `${rowsText(total.rowsOut, total.unknownOut, 'out')}${size}`
  );
  if (expectedDisk === null) return;
  const free = freeDisk === null ? '' : `, ${bytesText(freeDisk)} free`;
  const isTooLittle = freeDisk !== null && freeDisk < expectedDisk;
  const refusal = isTooLittle ? `: too little${ignoreFreeSpace ? '' : ', sync will refuse'}` : '';
  yield `  Disk: about ${bytesText(expectedDisk)} needed (an estimate)${free}${refusal}`;
}

/** Pads all but the last cell of each row to its column's width. */
function alignRows(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) {
      widths[column] = Math.max(widths[column] ?? 0, cell.length);
    }
  }
  return rows.map(row =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
