import type { Command } from '../command';
import { rowsOf } from '../tree/rowsOf';

/** Asks anew how a bucket is opened. */
export const changeAccess: Command = {
  id: 'pendoDataSync.changeAccess',
  async run(app, ...args) {
    const { destination, place } = rowsOf(app, args)[0]?.target ?? {};
    const url = destination ?? place?.destination;
    if (url !== undefined) await (await import('../clouds/bucketDialogs')).changeAccess(app, url);
  },
};
