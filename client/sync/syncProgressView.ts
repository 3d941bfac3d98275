import * as vscode from 'vscode';

import { describeProgress, paceOf } from '../../shared/sync/describeProgress';
import type { SyncProgress } from '../../shared/sync/report';
import { paceText } from './paceText';

/** How far a sync is: in the status bar, and in a notification that can be closed, or cancels it. */
export class SyncProgressView implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem('pendoDataSync.sync');
  #report: (progress: SyncProgress) => void = () => undefined;
  #end: () => void = () => undefined;
  #percent = 0;

  constructor(name: string, cancel: () => void) {
    const { t } = vscode.l10n;
    this.#item.name = t('Data Sync');
    this.#item.text = `$(sync~spin) ${t('Syncing {0}', name)}`;
    this.#item.command = 'pendoDataSync.cancelSync';
    this.#item.tooltip = t('Cancel the sync of {0}; what is loaded stays', name);
    this.#item.show();
    const ended = new Promise<void>(resolve => (this.#end = resolve));
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: t('Syncing {0}', name),
      cancellable: true,
    };
    void vscode.window.withProgress(options, (progress, token) => {
      token.onCancellationRequested(cancel);
      this.#report = event => progress.report(this.#step(event));
      return ended;
    });
  }

  show(progress: SyncProgress): void {
    this.#item.text = `$(sync~spin) ${paceText(progress)}`;
    this.#item.accessibilityInformation = { label: describeProgress(progress), role: 'button' };
    this.#report(progress);
  }

  dispose(): void {
    this.#end();
    this.#item.dispose();
  }

  /** A notification takes increments; the next application of several begins anew, which it cannot show. */
  #step(event: SyncProgress): { readonly message: string; readonly increment: number } {
    const percent = paceOf(event).fraction * 100;
    const increment = Math.max(0, percent - this.#percent);
    this.#percent += increment;
    return { message: paceText(event), increment };
  }
}
