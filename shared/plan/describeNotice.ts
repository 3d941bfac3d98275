import { counted, countText } from '../util/humanText';
import type { Translate } from '../util/translate';
import type { PlanNotice } from './loadPlan';
import { exportsText, rowsText, sliceName } from './planWords';

/** Orphans come by the thousand; this many are named one by one. */
const namedOrphans = 3;

/** Notices as sentences; many orphans become one, unless each is asked for. */
export function describeNotices(
  notices: readonly PlanNotice[],
  { t, verbose }: { readonly t: Translate; readonly verbose: boolean },
): string[] {
  const describe = (notice: PlanNotice) => describeNotice(t, notice);
  const orphans = notices.filter(notice => notice.kind === 'orphan');
  if (verbose || orphans.length <= namedOrphans) return notices.map(describe);
  const rows = orphans.reduce((sum, orphan) => sum + orphan.rows, 0);
  const many = t(
    '{0} slices with {1} are no longer listed by later full exports of their periods: they are probably stale; {2} empties them.',
    ...[countText(orphans.length), rowsText(t, rows), sweepOption],
  );
  return [...notices.filter(({ kind }) => kind !== 'orphan').map(describe), many];
}

/** A notice as sentences: what was found, what it means, what to do. */
export function describeNotice(t: Translate, notice: PlanNotice): string {
  switch (notice.kind) {
    case 'gap':
      return gapText(t, notice.start, notice.end);
    case 'counterZero':
      return t(
        "Export {0} has counter 0. Pendo's article calls such an export needless, other sources count from 0: it is loaded like any other.",
        notice.exportId,
      );
    case 'testExport':
      return t('Export {0} is a test export: it is loaded like any other.', notice.counter);
    case 'manifestBehind':
      return t(
        'The manifest ends at export {0}, but export {1} is loaded already: this is an older copy of the manifest, or the destination was made anew.',
        ...[notice.highest, notice.loaded],
      );
    case 'passedOver':
      return t(
        '{0} of {1} are not loaded, and cannot be loaded after export {2}: they would bring back older rows. A new {3} with all exports has them.',
        ...[sliceName(t, notice.slice.kind), exportsText(t, notice.counters), notice.by, '--db'],
      );
    case 'orphan': {
      const { kind, matchableId, periodId } = notice.slice;
      return t(
        '{0} of {1} has {2} that export {3}, a full export of that period, no longer lists: they are probably stale; {4} empties them.',
        ...[matchableId ?? kind, (periodId ?? '').slice(0, 10), rowsText(t, notice.rows)],
        ...[notice.counter, sweepOption],
      );
    }
  }
}

/** An option's name is nobody's to translate; an editor names it in its own words. */
const sweepOption = '--sweep-orphans';

function gapText(t: Translate, start: number, end: number): string {
  const count = end - start;
  if (count === 1) {
    return t(
      'Export {0} is neither loaded nor in the manifest, which covers 30 days. What only they hold is missing; ask Pendo to export those days again.',
      start,
    );
  }
  return t(
    'Exports {0} to {1} ({2}) are neither loaded nor in the manifest, which covers 30 days. What only they hold is missing; ask Pendo to export those days again.',
    ...[start, end - 1, counted(count, t('{0} export'), t('{0} exports'))],
  );
}
