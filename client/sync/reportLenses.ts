import * as vscode from 'vscode';

import { countText } from '../../shared/util/humanText';
import { planUri } from './planUri';
import { readOrder, type SyncOrder } from './syncOrder';

/** What a report's document is known by: also after a reload it says what can be done. */
export interface ReportKey {
  readonly order: SyncOrder;
  /** Slices and applications of which the newest could not be loaded. */
  readonly failed: number;
  /** Ended by the user, or broken off. */
  readonly isPartial: boolean;
  /** The only application that was touched. */
  readonly application?: { readonly subscription: string; readonly application: string };
}

/** The query of a report's URI. */
export function reportQuery({ order, ...rest }: ReportKey): string {
  return JSON.stringify({ ...order, ...rest });
}

/** What asks the database of a sync. */
export function queryCommand({
  application,
}: {
  readonly application?: ReportKey['application'] | undefined;
}): readonly [command: string, ...args: unknown[]] {
  return ['pendoDataSync.queryDatabase', ...(application ? [application] : [])];
}

/** What can be done after a sync, above its report; the first is what is done most. */
export function reportLenses({ query }: vscode.Uri): vscode.CodeLens[] {
  const { t } = vscode.l10n;
  const order = readOrder(query);
  if (!order) return [];
  const { failed, isPartial, application } = JSON.parse(query) as Omit<ReportKey, 'order'>;
  const retry = failed > 0 ? t('Retry {0} failed', countText(failed)) : '';
  const again = isPartial ? `$(debug-continue) ${t('Resume')}` : `$(refresh) ${retry}`;
  const repeat = {
    title: again,
    command: 'pendoDataSync.applyPlan',
    arguments: [planUri(order)],
  };
  const [command, ...args] = queryCommand({ application });
  const ask = { title: `$(database) ${t('Query')}`, command, arguments: args };
  const plan = {
    title: t('Plan again'),
    command: 'pendoDataSync.planSync',
    arguments: [order],
  };
  const reveal = { title: t('Reveal database folder'), command: 'pendoDataSync.revealDatabase' };
  const first = failed > 0 || isPartial ? [repeat, ask] : [ask, plan];
  const top = new vscode.Range(0, 0, 0, 0);
  return [...first, reveal].map(command => new vscode.CodeLens(top, command));
}
