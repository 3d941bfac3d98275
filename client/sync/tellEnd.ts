import * as vscode from 'vscode';

import { queryCommand, type ReportKey } from './reportLenses';

/** How a sync ended, and where that can be read. */
interface Told {
  readonly sentence: string;
  readonly key: ReportKey;
  /** The report's document. */
  readonly uri: vscode.Uri;
  readonly retry: () => unknown;
}

/** Says in one sentence how a sync ended. */
export async function tellEnd({ sentence, key, uri, retry }: Told): Promise<void> {
  const { t } = vscode.l10n;
  const { showInformationMessage, showWarningMessage } = vscode.window;
  const show = t('Show report');
  const query = t('Query');
  const again = key.isPartial ? t('Resume') : t('Retry');
  const isFine = key.failed === 0 && !key.isPartial;
  const chosen = isFine
    ? await showInformationMessage(sentence, query, show)
    : await showWarningMessage(sentence, again, show);
  if (chosen === again) await retry();
  if (chosen === query) await vscode.commands.executeCommand(...queryCommand(key));
  if (chosen === show) await vscode.commands.executeCommand('vscode.open', uri, { preview: false });
}
