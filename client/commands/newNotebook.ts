import type { Command } from '../command';

/** Opens a new notebook with the ready queries of a local database. */
export const newNotebook: Command = {
  id: 'pendoDataSync.newNotebook',
  run: ({ notebooks }) => notebooks.create(),
};
