import * as vscode from 'vscode';

import { asPathSegment, orderText, type SyncOrder } from './syncOrder';

/** Scheme of plan documents. */
export const planScheme = 'pendo-data-sync-plan';

/** The document of an order. */
export function planUri(order: SyncOrder): vscode.Uri {
  const path = `/${asPathSegment(order.name)}.syncplan`;
  return vscode.Uri.from({ scheme: planScheme, path, query: orderText(order) });
}
