// A plan as text: what goes in, what goes out, what is skipped and why. Yields line by line, as a plan may have a
// million steps; grouped by export, newest last, one line for each kind of slice unless each step is asked for.
import { displayWidth, padded } from '../util/displayWidth';
import { bytesText, counted, countText } from '../util/humanText';
import type { Translate } from '../util/translate';
import { describeNotices } from './describeNotice';
import { describeStep } from './describeStep';
import type { LoadPlan, PlannedExport, PlanTarget, SkipReason } from './loadPlan';
import { exportsText, loadedWord, rowsInText, rowsOutText, slicesText } from './planWords';
import { rangesOf } from './selection';
import { sliceKinds, type SliceKind } from './slice';
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
  readonly t: Translate;
  /** Each step is printed below its export. */
  readonly verbose: boolean;
  readonly ignoreFreeSpace?: boolean;
  /** The notices are said elsewhere. */
  readonly withoutNotices?: boolean;
}

/** Lines, without line breaks. */
export function* describePlan(planned: DescribedPlan, options: DescribeOptions): Generator<string> {
  const { t, verbose, withoutNotices = false } = options;
  const { plan, file, sizes } = planned;
  const summary = summarizePlan(plan, sizes);
  yield t('Plan for {0}', describeTarget(t, plan.target));
  const { refused, upToDate } = summary.skipped;
  if (plan.steps.length > 0) yield `  ${t('into {0}', file)}`;
  else if (refused > 0) yield `  ${t('Nothing to load: {0} refused.', slicesText(t, refused))}`;
  else yield `  ${nothingToDo(t, upToDate)}`;
  for (const group of groupIdle(summary.exports)) {
    if (group.some(({ kinds }) => kinds.size > 0) || verbose) {
      for (const each of group) yield* describeExport(each, planned, options);
    } else if (plan.steps.length > 0 || refused > 0) {
      yield* describeIdle(t, group);
    }
  }
  const notices = withoutNotices ? [] : describeNotices(plan.notices, { t, verbose });
  for (const text of notices) yield `  ${t('Note: {0}', text)}`;
  if (plan.steps.length > 0) yield* describeTotal(summary.total, planned, options);
}

/** What a run says that has nothing to load. */
export function nothingToDo(t: Translate, upToDate: number): string {
  return counted(
    upToDate,
    t('Nothing to do: {0} slice is up to date.'),
    t('Nothing to do: {0} slices are up to date.'),
  );
}

/** `Acme CRM (-323232) of subscription Acme (9007199254740993)`. */
export function describeTarget(t: Translate, target: PlanTarget): string {
  const { subscription, application, subscriptionName, applicationName, family } = target;
  const of = family === 'events' ? named(applicationName, application) : application;
  return t('{0} of subscription {1}', of, named(subscriptionName, subscription));
}

function named(name: string | undefined, id: string): string {
  return name === undefined ? id : `${name} (${id})`;
}

function* describeExport(
  summary: ExportSummary,
  planned: DescribedPlan,
  { t, verbose }: DescribeOptions,
): Generator<string> {
  yield `  ${exportTitle(t, summary.counter, summary.planned)}`;
  const rows = sliceKinds.flatMap(kind => {
    const steps = summary.kinds.get(kind);
    return steps ? [summaryCells(t, kind, steps)] : [];
  });
  yield* alignRows(rows).map(line => `    ${line}`);
  for (const skipped of skippedTexts(t, [summary])) yield `    ${skipped}`;
  if (!verbose) return;
  for (const step of summary.steps()) yield `      ${describeStep(step, planned)}`;
  for (const { kind, periodId, matchableId, reason, by } of summary.skipped()) {
    const day = periodId === null ? '' : ` of ${periodId.slice(0, 10)}`;
    const slice = `${matchableId ?? kind}${day}:`;
    yield `      skip     ${skippedText(t, slice, reason, [by])}`;
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

function* describeIdle(t: Translate, group: readonly ExportSummary[]): Generator<string> {
  const [first] = group;
  const counters = group.map(({ counter }) => counter);
  if (first && group.length === 1) yield `  ${exportTitle(t, first.counter, first.planned)}`;
  else yield `  ${t('Exports {0}', rangesOf(t, counters))}`;
  for (const skipped of skippedTexts(t, group)) yield `    ${skipped}`;
}

/** `Export 412, retroactive, finished 2023-02-24 03:10 (6e6f…)`. */
function exportTitle(t: Translate, counter: number, planned: PlannedExport | undefined): string {
  const types = planned?.exportType?.map(type => type.toLowerCase()) ?? [];
  const time = planned?.finishTime?.slice(0, 16).replace('T', ' ');
  const finished = time ? [t('finished {0} UTC', time)] : [];
  const parts = [t('Export {0}', counter), ...types, ...finished].join(', ');
  return planned ? `${parts} (${planned.exportId})` : parts;
}

function summaryCells(t: Translate, kind: SliceKind, summary: StepsSummary): string[] {
  const { bytes, deleteOnly, filesMissing } = summary;
  const files = [
    ...(bytes > 0 ? [bytesText(bytes)] : []),
    ...(deleteOnly > 0 ? [t('{0} delete only', countText(deleteOnly))] : []),
    ...(filesMissing > 0
      ? [counted(filesMissing, t('{0} file missing'), t('{0} files missing'))]
      : []),
  ];
  return [
    loadedWord(t, kind),
    slicesOfPeriods(t, summary),
    rowsIn(t, summary),
    rowsOut(t, summary),
    files.join(', '),
  ];
}

/** `2 slices of 2023-02-21 to 2023-02-22`. */
function slicesOfPeriods(t: Translate, summary: StepsSummary): string {
  const { slices, firstPeriod, lastPeriod } = summary;
  if (firstPeriod === null || lastPeriod === null) return slicesText(t, slices);
  const [first, last] = [firstPeriod.slice(0, 10), lastPeriod.slice(0, 10)];
  const days = first === last ? first : t('{0} to {1}', first, last);
  return counted(slices, t('{0} slice of {1}'), t('{0} slices of {1}'), days);
}

/** `9,515 rows in`; `at least` where some steps have no count, no number where none has. */
function rowsIn(t: Translate, { rowsIn: rows, unknownIn }: StepsSummary): string {
  if (unknownIn === 0) return rowsInText(t, rows);
  return rows === 0 ? t('rows in not counted') : t('at least {0}', rowsInText(t, rows));
}

function rowsOut(t: Translate, { rowsOut: rows, unknownOut }: StepsSummary): string {
  if (unknownOut === 0) return rowsOutText(t, rows);
  return rows === 0 ? t('rows out not counted') : t('at least {0}', rowsOutText(t, rows));
}

/** One line per reason: `41 slices superseded by exports 413 to 419, 421`. */
function skippedTexts(t: Translate, group: readonly ExportSummary[]): string[] {
  const counts = group.flatMap(({ skippedCounts }) => [...skippedCounts.values()]);
  return (['superseded', 'refused', 'upToDate'] as const).flatMap(reason => {
    const those = counts.filter(count => count.reason === reason);
    const slices = those.reduce((sum, count) => sum + count.slices, 0);
    const by = [...new Set(those.map(count => count.by))].sort((a, b) => a - b);
    return slices > 0 ? [skippedText(t, slicesText(t, slices), reason, by)] : [];
  });
}

function skippedText(
  t: Translate,
  slices: string,
  reason: SkipReason,
  by: readonly number[],
): string {
  switch (reason) {
    case 'superseded':
      return t('{0} superseded by {1}', slices, exportsText(t, by));
    case 'upToDate':
      return t('{0} up to date', slices);
    case 'refused':
      return t('{0} refused: older than {1} in the database', slices, exportsText(t, by));
  }
}

function* describeTotal(
  total: StepsSummary,
  { expectedDisk, freeDisk }: DescribedPlan,
  { t, ignoreFreeSpace = false }: DescribeOptions,
): Generator<string> {
  const sums = [slicesText(t, total.slices), rowsIn(t, total), rowsOut(t, total)];
  if (total.bytes > 0) sums.push(t('{0} to read', bytesText(total.bytes)));
  yield `  ${t('Total: {0}', sums.join(', '))}`;
  if (expectedDisk === null) return;
  const need = t('about {0} needed (an estimate)', bytesText(expectedDisk));
  const disk = freeDisk === null ? need : `${need}, ${t('{0} free', bytesText(freeDisk))}`;
  if (freeDisk === null || freeDisk >= expectedDisk) yield `  ${t('Disk: {0}', disk)}`;
  else if (ignoreFreeSpace) yield `  ${t('Disk: {0}: too little', disk)}`;
  else yield `  ${t('Disk: {0}: too little, sync will refuse', disk)}`;
}

/** Pads all but the last cell of each row to its column's width. */
function alignRows(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) {
      widths[column] = Math.max(widths[column] ?? 0, displayWidth(cell));
    }
  }
  return rows.map(row =>
    row
      .map((cell, column) => padded(cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
