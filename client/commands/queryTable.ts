import type { Command } from '../command';
import type { DatabaseRow } from '../query/databaseTree';

/** Shows the first rows of a table, by a statement that the user can go on from. */
export const queryTable: Command = {
  id: 'pendoDataSync.queryTable',
  async run({ queries }, row) {
    const { kind, ...found } = row as DatabaseRow;
    if (kind === 'table' && 'table' in found) {
      await queries.openTable(found.database, found.table.name);
    }
  },
};
