// What "Download…" copies of a manifest: the part that a row of the tree stands for. Pure.
import type { DownloadRecipe } from '../../shared/protocol/download';
import type { SliceKey } from '../../shared/plan/slice';

/** A part of a manifest; nothing chosen is all of it. */
export type CopyChoice = Pick<DownloadRecipe, 'counters' | 'periods' | 'kinds' | 'matchables'>;

const millisPerDay = 86_400_000;

/** One export. */
export function copyOfExport(counter: number): CopyChoice {
  return { counters: { start: counter, end: counter + 1 } };
}

/** One day of one export. */
export function copyOfDay(counter: number, periodId: string): CopyChoice {
  const end = new Date(Date.parse(periodId) + millisPerDay).toISOString().replace('.000Z', 'Z');
  return { ...copyOfExport(counter), periods: { start: periodId, end } };
}

/** One slice: the files of allevents, of a page on a day, of a definition table. */
export function copyOfSlice(slice: SliceKey & { readonly counter: number }): CopyChoice {
  const { counter, kind, periodId, matchableId } = slice;
  return {
    ...(periodId === null ? copyOfExport(counter) : copyOfDay(counter, periodId)),
    kinds: [kind],
    ...(matchableId === null ? {} : { matchables: [matchableId] }),
  };
}
