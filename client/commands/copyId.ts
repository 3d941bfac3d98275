import type { Command } from '../command';
import { copyTargets } from '../tree/copyTargets';

/** Copies ids, one a line. */
export const copyId: Command = {
  id: 'pendoDataSync.copyId',
  run: (app, ...args) => copyTargets(app, args, 'id'),
};
