// Matched events as people look for them: by name, those that a text is part of, no more than a list can show.
import { splitMatchableId } from '../manifest/matchableId';
import type { ListedSlice } from './listContents';

/** Matched events of one page, feature or track type, with its name where a definition file knows it. */
export interface NamedSlice extends ListedSlice {
  readonly name: string | null;
  /** Group of the page or feature at Pendo. */
  readonly group: string | null;
}

/** Some of the matched events of a day. */
export interface ChosenSlices {
  /** By name, nameless ones last by id. */
  readonly slices: readonly NamedSlice[];
  /** How many match the text; `slices` may hold fewer. */
  readonly found: number;
}

/** Those whose name, group or id holds the text, regardless of case. */
export function chooseMatched(
  slices: readonly NamedSlice[],
  { filter, limit }: { readonly filter: string; readonly limit: number },
): ChosenSlices {
  const wanted = filter.trim().toLowerCase();
  const found =
    wanted === '' ? [...slices] : slices.filter(slice => textOf(slice).includes(wanted));
  const { compare } = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
  found.sort((a, b) => {
    if ((a.name === null) !== (b.name === null)) return a.name === null ? 1 : -1;
    return compare(a.name ?? idOf(a), b.name ?? idOf(b)) || compare(idOf(a), idOf(b));
  });
  return { slices: found.slice(0, limit), found: found.length };
}

function textOf(slice: NamedSlice): string {
  return [slice.name ?? '', slice.group ?? '', idOf(slice)].join('\n').toLowerCase();
}

function idOf({ matchableId }: NamedSlice): string {
  return splitMatchableId(matchableId ?? '').id;
}
