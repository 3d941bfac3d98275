import type { Command } from '../command';
import { copyTargets } from '../tree/copyTargets';

/** Copies the paths of files and folders, one a line. */
export const copyPath: Command = {
  id: 'pendoDataSync.copyPath',
  run: (app, ...args) => copyTargets(app, args, 'file'),
};
