import type { Command } from '../command';
import { documentUri } from '../files/documentUri';
import { openFile } from '../ui/openFile';
import { rowsOf } from '../tree/rowsOf';

/** Opens the bill of materials of an export. */
export const openBillOfMaterials: Command = {
  id: 'pendoDataSync.openBillOfMaterials',
  async run(app, ...args) {
    const file = rowsOf(app, args)[0]?.target.billOfMaterials;
    if (file !== undefined) await openFile(app, documentUri(file));
  },
};
