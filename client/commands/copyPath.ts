import type { Command } from '../command';
import { copyTargets } from '../tree/copyTargets';

/** Copies the paths, in buckets the URLs, of files and folders, one a line. */
export const copyPath: Command = {
  id: 'pendoDataSync.copyPath',
  run: (app, ...args) => copyTargets(app, args, 'location'),
};
