import type { Command } from '../command';
import { rowsOf } from '../tree/rowsOf';
import { revealFile } from '../ui/revealFile';

/** Shows a row's file or folder where the system keeps it. */
export const revealOnDisk: Command = {
  id: 'pendoDataSync.revealOnDisk',
  async run(app, ...args) {
    const file = rowsOf(app, args)[0]?.target.file;
    if (file !== undefined) await revealFile(file);
  },
};
