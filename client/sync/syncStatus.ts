import * as vscode from 'vscode';

import { countText } from '../../shared/util/humanText';

/** What is told of a sync while it runs. */
export interface Running {
  readonly text: string;
  readonly tooltip: string;
  readonly spoken: string;
}

/** The status bar's word on syncs: how far the running one is, else what waits to be synced. */
export class SyncStatus implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem('pendoDataSync.sync');
  /** Of several, the one that began first is shown; the others mostly end at once, as it holds the database. */
  readonly #running = new Map<symbol, Running>();
  #pending = 0;

  constructor() {
    this.#item.name = vscode.l10n.t('Data Sync');
  }

  /** So many exports wait. */
  setPending(count: number): void {
    this.#pending = count;
    if (this.#running.size === 0) this.#showPending();
  }

  /** How far a sync is; a click cancels it. */
  showRunning(sync: symbol, running: Running): void {
    this.#running.set(sync, running);
    this.#showNow();
  }

  /** It runs no more. */
  showEnded(sync: symbol): void {
    this.#running.delete(sync);
    this.#showNow();
  }

  dispose(): void {
    this.#item.dispose();
  }

  #showNow(): void {
    const [first, ...others] = this.#running.values();
    if (!first) return this.#showPending();
    const all = vscode.l10n.t('Cancel all syncs; what is loaded stays');
    const tooltip = others.length === 0 ? first.tooltip : all;
    this.#show(`$(sync~spin) ${first.text}`, tooltip, 'pendoDataSync.cancelSync');
    this.#item.accessibilityInformation = { label: first.spoken, role: 'button' };
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
