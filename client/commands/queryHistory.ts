import type { Command } from '../command';

/** Lists the statements that were run, to open or run them again. */
export const queryHistory: Command = {
  id: 'pendoDataSync.queryHistory',
  run: ({ queries }) => queries.showHistory(),
};
