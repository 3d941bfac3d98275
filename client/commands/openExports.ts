import type { Command } from '../command';
import { scopeOfRow } from '../exports/exportsScope';
import { Row } from '../tree/row';

/** Opens the table of exports: of a row of the tree, or of all destinations. */
export const openExports: Command = {
  id: 'pendoDataSync.openExports',
  run: ({ exports }, row) => exports.open(scopeOfRow(row instanceof Row ? row : undefined)),
};
