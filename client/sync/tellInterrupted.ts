import * as vscode from 'vscode';

import type { App } from '../app';
import { showError } from '../ui/showError';
import type { SyncJournal } from './syncJournal';
import { slicesText } from './syncTexts';

/** Says which syncs a window did not live to the end of: at the start, and when the last of them lets go of the database. */
export function tellInterrupted(
  { plans, syncs, database, log }: Pick<App, 'plans' | 'syncs' | 'database' | 'log'>,
  journal: SyncJournal,
): vscode.Disposable {
  const tell = async (): Promise<void> => {
    const { t } = vscode.l10n;
    for (const { order, loaded } of await journal.takeInterrupted()) {
      const { name } = order;
      const text = t(
        'The sync of {0} was interrupted when its window was closed: {1} loaded, the rest is as it was.',
        ...[name, slicesText(loaded)],
      );
      log.info(text);
      const [resume, show] = [t('Resume'), t('Show plan')];
      void vscode.window.showWarningMessage(text, resume, show).then(async chosen => {
        if (chosen === resume) await syncs.run(order);
        if (chosen === show) await plans.show(order);
      });
    }
  };
  const tellOrLog = () => void tell().catch((error: unknown) => showError({ log }, error));
  tellOrLog();
  return database.onDidChange(tellOrLog);
}
