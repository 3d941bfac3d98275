import type { Command } from '../command';
import { chooseOrder } from '../sync/chooseOrder';

/** Shows what a sync would do, and does nothing. */
export const planSync: Command = {
  id: 'pendoDataSync.planSync',
  async run(app, ...args) {
    const order = await chooseOrder(app, args);
    if (order) await app.plans.show(order);
  },
};
