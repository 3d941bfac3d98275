import * as vscode from 'vscode';

import type { App } from '../app';
import type { SyncOrder } from './syncOrder';
import { planSizeText } from './syncTexts';

/** Shows a plan, and offers to apply it. */
export async function offerPlan({ plans, syncs }: App, order: SyncOrder): Promise<void> {
  const { t } = vscode.l10n;
  const plan = await plans.show(order);
  if (!plan || plan.slices === 0) return;
  const apply = t('Apply');
  const question = t('Sync {0}? {1}.', order.name, planSizeText(plan));
  const chosen = await vscode.window.showInformationMessage(question, apply);
  if (chosen === apply) await syncs.run(order);
}
