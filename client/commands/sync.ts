import type { Command } from '../command';
import { chooseOrder } from '../sync/chooseOrder';
import { offerPlan } from '../sync/offerPlan';

/** Plans a sync, and applies the plan when the user wants that. */
export const sync: Command = {
  id: 'pendoDataSync.sync',
  async run(app, ...args) {
    const order = await chooseOrder(app, args);
    if (order) await offerPlan(app, order);
  },
};
