import type { Command } from '../command';

/** Shows all matched events again. */
export const clearFilter: Command = {
  id: 'pendoDataSync.clearFilter',
  run: ({ tree }) => tree.filterBy(''),
};
