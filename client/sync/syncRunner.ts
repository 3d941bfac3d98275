import * as vscode from 'vscode';

import { DataSyncError } from '../../shared/errors';
import type { PlanText } from '../../shared/protocol/worker';
import type { SyncParts } from './runOrder';
import type { SyncJournal } from './syncJournal';
import type { SyncOrder } from './syncOrder';
import type { SyncPlans } from './syncPlans';

/** Where it is kept which syncs run. */
interface SyncMarks {
  readonly journal: SyncJournal;
  readonly plans: SyncPlans;
}

/** Runs syncs; the lock in the database's folder keeps two of them apart, in this window or another. */
export class SyncRunner implements vscode.Disposable {
  readonly #parts: SyncParts;
  readonly #marks: SyncMarks;
  readonly #underWay = new Set<AbortController>();

  constructor(parts: SyncParts, marks: SyncMarks) {
    this.#parts = parts;
    this.#marks = marks;
  }

  /** Syncs, and says how it ended, also in the document of its plan. */
  async run(order: SyncOrder): Promise<void> {
    if (!vscode.workspace.isTrusted) return askForTrust();
    await this.#marks.plans.apply(order, plan => this.#sync(order, plan));
  }

  /** Resolves with whether all was loaded. */
  async #sync(order: SyncOrder, plan: PlanText | undefined): Promise<boolean> {
    const controller = new AbortController();
    this.#underWay.add(controller);
    const entry = await this.#marks.journal.begin(order);
    try {
      const { runOrder } = await import('./runOrder');
      return await runOrder(order, this.#parts, {
        signal: controller.signal,
        cancel: () => cancel(controller),
        retry: () => this.run(order),
        entry,
        plan,
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
    this.#marks.journal.close();
    this.cancel();
  }
}

function cancel(controller: AbortController): void {
  controller.abort(new DataSyncError('cli.cancelled', 'cancelled'));
}

async function askForTrust(): Promise<void> {
  const { t } = vscode.l10n;
  const manage = t('Manage trust');
  const chosen = await vscode.window.showWarningMessage(
    t('Syncing writes files, so it waits until you trust this workspace. Nothing was changed.'),
    manage,
  );
  if (chosen === manage) await vscode.commands.executeCommand('workbench.trust.manage');
}
