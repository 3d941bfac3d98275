import * as vscode from 'vscode';

import { countText } from '../../shared/util/humanText';

/** The status bar's word on syncs: how far the running one is, else what waits to be synced. */
export class SyncStatus implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem('pendoDataSync.sync');
  #pending = 0;
  #isRunning = false;

  constructor() {
    this.#item.name = vscode.l10n.t('Data Sync');
  }

  /** So many exports wait. */
  setPending(count: number): void {
    this.#pending = count;
    if (!this.#isRunning) this.#showPending();
  }

  /** A sync runs; a click cancels it. */
  showRunning(text: string, { tooltip, spoken }: { tooltip: string; spoken: string }): void {
    this.#isRunning = true;
    this.#show(`$(sync~spin) ${text}`, tooltip, 'pendoDataSync.cancelSync');
    this.#item.accessibilityInformation = { label: spoken, role: 'button' };
  }

  /** None runs. */
  showIdle(): void {
    this.#isRunning = false;
    this.#showPending();
  }

  dispose(): void {
    this.#item.dispose();
  }

  #showPending(): void {
    const { t } = vscode.l10n;
    if (this.#pending === 0) return this.#item.hide();
    const exports =
      this.#pending === 1
        ? t('1 export to sync')
        : t('{0} exports to sync', countText(this.#pending));
    const text = t('Data Sync: {0}', exports);
    this.#show(
      `$(database) ${text}`,
      t('Show the destinations'),
      'pendoDataSync.destinations.focus',
    );
    this.#item.accessibilityInformation = { label: text, role: 'button' };
  }

  #show(text: string, tooltip: string, command: string): void {
    this.#item.text = text;
    this.#item.tooltip = tooltip;
    this.#item.command = command;
    this.#item.show();
  }
}
