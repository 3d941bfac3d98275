import { bytesText, countOf } from '../util/humanText';
import { filePathOf } from './filePath';
import type { LoadPlan, LoadStep } from './loadPlan';

/** One step as a line: `replace  Page/abc of 2023-02-22: 12 rows in, 10 rows out, 1 file (2.1 kB)`. */
export function describeStep(
  step: LoadStep,
  { plan, sizes }: { readonly plan: LoadPlan; readonly sizes: ReadonlyMap<string, number> },
): string {
  const { kind, periodId, matchableId, source, fallbacks, expectedDeletes } = step;
  const day = periodId === null ? '' : ` of ${periodId.slice(0, 10)}`;
  const parts = [
    ...(source.expected === null ? [] : [`${countOf(source.expected, 'row')} in`]),
    ...(expectedDeletes === null ? [] : [`${countOf(expectedDeletes, 'row')} out`]),
    ...(source.files.length === 0 ? [] : [filesText(step, plan, sizes)]),
    ...(fallbacks.length === 0
      ? []
      : [`else from export ${fallbacks.map(({ counter }) => counter).join(', ')}`]),
  ];
  return `${verbOf(step).padEnd(8)} ${matchableId ?? kind}${day}: ${parts.join(', ')}`;
}

function verbOf({ action, source }: LoadStep): string {
  if (source.files.length === 0) return 'delete';
  switch (action) {
    case 'replaceTable':
    case 'replaceSlice':
      return 'replace';
    case 'replaceOrMergeTable':
      return 'merge';
    case 'upsertById':
      return 'upsert';
  }
}

function filesText(
  { source }: LoadStep,
  { target }: LoadPlan,
  sizes: ReadonlyMap<string, number>,
): string {
  const found = source.files
    .map(file => sizes.get(filePathOf(target, source, file)))
    .filter(size => size !== undefined);
  const missing = sizes.size === 0 ? 0 : source.files.length - found.length;
  const bytes = found.reduce((sum, size) => sum + size, 0);
  const size = found.length === 0 ? '' : ` (${bytesText(bytes)})`;
  return `${countOf(source.files.length, 'file')}${size}${missing > 0 ? `, ${missing} missing` : ''}`;
}
