import type { Command } from '../command';
import { Row } from '../tree/row';

/** Reads a row of the tree anew, or all of them. */
export const refresh: Command = {
  id: 'pendoDataSync.refresh',
  run: ({ tree }, row) => tree.refresh(row instanceof Row ? row : undefined),
};
