import type { Command } from '../command';
import { orderOfExport } from '../sync/chooseOrder';
import { offerPlan } from '../sync/offerPlan';

/** Plans the sync of one export, and applies the plan when the user wants that: (URI of the manifest, counter). */
export const syncExport: Command = {
  id: 'pendoDataSync.syncExport',
  async run(app, ...args) {
    const order = await orderOfExport(app, args, 'alone');
    if (order) await offerPlan(app, order);
  },
};
