import type { Command } from '../command';
import { orderOfExport } from '../sync/chooseOrder';

/** Shows what a sync of an export and all after it would do: (URI of the manifest, counter). */
export const planFrom: Command = {
  id: 'pendoDataSync.planFrom',
  async run(app, ...args) {
    const order = await orderOfExport(app, args, 'andAfter');
    if (order) await app.plans.show(order);
  },
};
