import * as vscode from 'vscode';

import { DataSyncError } from '../../shared/errors';
import type { SyncParts } from './runOrder';
import type { SyncJournal } from './syncJournal';
import type { SyncOrder } from './syncOrder';

/** Runs syncs; the lock in the database's folder keeps two of them apart, in this window or another. */
export class SyncRunner implements vscode.Disposable {
  readonly #parts: SyncParts;
  readonly #journal: SyncJournal;
  readonly #underWay = new Set<AbortController>();

  constructor(parts: SyncParts, journal: SyncJournal) {
    this.#parts = parts;
    this.#journal = journal;
  }

  /** Syncs, and says how it ended; resolves with whether all was loaded. */
  async run(order: SyncOrder): Promise<boolean> {
    if (!vscode.workspace.isTrusted) return askForTrust();
    const controller = new AbortController();
    this.#underWay.add(controller);
    const entry = await this.#journal.begin(order);
    try {
      const { runOrder } = await import('./runOrder');
      return await runOrder(order, this.#parts, {
        signal: controller.signal,
        cancel: () => cancel(controller),
        retry: () => this.run(order),
        entry,
      });
    } finally {
      entry.end();
      this.#underWay.delete(controller);
    }
  }

  /** Ends all that run; what is committed stays. */
  cancel(): void {
    this.#underWay.forEach(cancel);
  }

  /** The window ends: the next one says what became of the syncs. */
  dispose(): void {
    this.#journal.close();
    this.cancel();
  }
}

function cancel(controller: AbortController): void {
  controller.abort(new DataSyncError('cli.cancelled', 'cancelled'));
}

async function askForTrust(): Promise<boolean> {
  const { t } = vscode.l10n;
  const manage = t('Manage trust');
  const chosen = await vscode.window.showWarningMessage(
    t('Syncing writes files, so it waits until you trust this workspace. Nothing was changed.'),
    manage,
  );
  if (chosen === manage) await vscode.commands.executeCommand('workbench.trust.manage');
  return false;
}
