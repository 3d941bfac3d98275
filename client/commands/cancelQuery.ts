import type { Command } from '../command';

/** Stops the statement that runs; rows that are there stay. */
export const cancelQuery: Command = {
  id: 'pendoDataSync.cancelQuery',
  run: ({ queries }) => queries.cancel(),
};
