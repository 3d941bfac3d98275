import type { Command } from '../command';
import { rowsOf } from '../tree/rowsOf';

/** Copies what rows of a bucket stand for into a folder of this machine. */
export const download: Command = {
  id: 'pendoDataSync.download',
  async run(app, ...args) {
    const rows = rowsOf(app, args).filter(row => row.target.download);
    if (rows.length > 0) await (await import('../download/downloadRows')).downloadRows(app, rows);
  },
};
