import type { Command } from '../command';
import { documentUri } from '../files/documentUri';
import { rowsOf } from '../tree/rowsOf';
import { openFile } from '../ui/openFile';

/** Opens the Avro files of rows; the first as a preview when it is alone. */
export const openAvroFile: Command = {
  id: 'pendoDataSync.openAvroFile',
  async run(app, ...args) {
    const files = rowsOf(app, args).flatMap(({ target }) =>
      target.slice ? (target.location ?? []) : [],
    );
    for (const file of files) {
      await openFile(app, documentUri(file), { preview: files.length === 1 });
    }
  },
};
