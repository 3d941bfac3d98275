import type { Command } from '../command';
import { copyTargets } from '../tree/copyTargets';

/** Copies where Pendo put exports and files, one URL a line. */
export const copyUrl: Command = {
  id: 'pendoDataSync.copyUrl',
  run: (app, ...args) => copyTargets(app, args, 'url'),
};
