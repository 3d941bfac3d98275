import * as vscode from 'vscode';

import type { Command } from '../command';
import { readOrder } from '../sync/syncOrder';

/** Does what the plan in the active or given document says; whatever is loaded by now is left out. */
export const applyPlan: Command = {
  id: 'pendoDataSync.applyPlan',
  async run(app, given) {
    const active = vscode.window.activeTextEditor?.document.uri;
    const uri = given instanceof vscode.Uri ? given : active;
    const order = uri && readOrder(uri.query);
    if (order) await app.syncs.run(order);
  },
};
