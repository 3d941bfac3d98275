import type { Command } from '../command';

/** Reads anew what the local databases hold. */
export const refreshDatabases: Command = {
  id: 'pendoDataSync.refreshDatabases',
  run: ({ databases }) => databases.refresh(),
};
