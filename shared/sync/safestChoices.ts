import type { SyncRecipe } from '../protocol/worker';

/** How a sync goes about it where nobody chose otherwise: what is doubtful is not loaded, and nothing is loaded twice. */
export const safestChoices = {
  counts: 'strict',
  definitions: 'merge',
  adopt: false,
  reload: false,
  sweepOrphans: false,
  ignoreFreeSpace: false,
} as const satisfies Partial<SyncRecipe>;
