import type { LoadState } from '../plan/states';

/** The sign of each state, the same in trees, tables, calendars and lenses; the word stands beside it. */
export const stateGlyphs: Readonly<Record<LoadState, string>> = {
  new: '●',
  partly: '◐',
  synced: '✓',
  stale: '↻',
  superseded: '»',
  missing: '◌',
  failed: '✕',
};

/** All states, the ones that ask for more attention first. */
export const loadStateWords: readonly LoadState[] = [
  ...(['failed', 'missing', 'stale', 'new', 'partly', 'synced', 'superseded'] as const),
];
