import { countOf } from '../util/humanText';
import type { PlanNotice } from './loadPlan';
import { rangesOf } from './selection';
import type { SliceKind } from './slice';

/** Orphans come by the thousand; this many are named one by one. */
const namedOrphans = 3;

/** Notices as sentences; many orphans become one, unless each is asked for. */
export function describeNotices(
  notices: readonly PlanNotice[],
  { verbose }: { readonly verbose: boolean },
): string[] {
  const orphans = notices.filter(notice => notice.kind === 'orphan');
  if (verbose || orphans.length <= namedOrphans) return notices.map(describeNotice);
  const rows = orphans.reduce((sum, orphan) => sum + orphan.rows, 0);
  return [
    ...notices.filter(({ kind }) => kind !== 'orphan').map(describeNotice),
    `${countOf(orphans.length, 'slice')} with ${countOf(rows, 'row')} are no longer listed by later full exports ` +
      'of their periods: they are probably stale; --sweep-orphans empties them.',
  ];
}

/** A notice as sentences: what was found, what it means, what to do. */
export function describeNotice(notice: PlanNotice): string {
  switch (notice.kind) {
    case 'gap':
      return gapText(notice.start, notice.end);
    case 'counterZero':
      return (
        `Export ${notice.exportId} has counter 0. Pendo's article calls such an export needless, other sources ` +
        'count from 0: it is loaded like any other.'
      );
    case 'testExport':
      return `Export ${notice.counter} is a test export: it is loaded like any other.`;
    case 'manifestBehind':
      return (
        `The manifest ends at export ${notice.highest}, but export ${notice.loaded} is loaded already: ` +
        'this is an older copy of the manifest, or the destination was made anew.'
      );
    case 'passedOver':
      return (
        `${titleOf(notice.slice.kind)} of ${exportsText(notice.counters)} are not ` +
        `loaded, and cannot be loaded after export ${notice.by}: they would bring back older rows. ` +
        'A new --db with all exports has them.'
      );
    case 'orphan': {
      const { matchableId, periodId } = notice.slice;
      return (
        `${matchableId ?? notice.slice.kind} of ${(periodId ?? '').slice(0, 10)} has ${countOf(notice.rows, 'row')} ` +
        `that export ${notice.counter}, a full export of that period, no longer lists: they are probably stale; --sweep-orphans empties them.`
      );
    }
  }
}

function gapText(start: number, end: number): string {
  const count = end - start;
  const which =
    count === 1
      ? `Export ${start} is`
      : `Exports ${start} to ${end - 1} (${countOf(count, 'export')}) are`;
  return (
    `${which} neither loaded nor in the manifest, which covers 30 days. ` +
    'What only they hold is missing; ask Pendo to export those days again.'
  );
}

function exportsText(counters: readonly number[]): string {
  return `${counters.length === 1 ? 'export' : 'exports'} ${rangesOf(counters)}`;
}

/** `trackTypes` at the beginning of a sentence: `Track types`. */
function titleOf(kind: SliceKind): string {
  const words = kind.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`);
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
