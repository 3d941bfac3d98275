import type { Command } from '../command';
import { Row } from '../tree/row';

/** Says why what is below a row could not be read. */
export const explainAccess: Command = {
  id: 'pendoDataSync.explainAccess',
  async run(app, row) {
    if (!(row instanceof Row)) return;
    const error = app.tree.failureOf(row);
    const { destination, place } = row.target;
    const { explainAccess: explain } = await import('../clouds/bucketDialogs');
    if (error !== undefined) await explain(app, error, destination ?? place?.destination ?? '');
  },
};
