import path from 'node:path';
import * as vscode from 'vscode';

import { bytesText, countText } from '../../shared/util/humanText';
import type { Command } from '../command';

/** Makes a sample destination, as Pendo would write it, and opens it at its newest export. */
export const trySampleData: Command = {
  id: 'pendoDataSync.trySampleData',
  async run({ context, database, destinations, tree }) {
    const { t } = vscode.l10n;
    const folder = path.join(context.globalStorageUri.fsPath, 'sample');
    await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: t('Making sample data'),
        cancellable: true,
      },
      async (progress, token) => {
        const controller = new AbortController();
        token.onCancellationRequested(() => controller.abort());
        await database.requestAlone(
          'simulate',
          { folder },
          {
            signal: controller.signal,
            onProgress: ({ files, bytes }) =>
              progress.report({ message: t('{0} files, {1}', countText(files), bytesText(bytes)) }),
          },
        );
      },
    );
    await destinations.add(folder, { name: t('Sample data') });
    await tree.revealNewest(folder);
  },
};
