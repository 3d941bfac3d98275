import * as vscode from 'vscode';

import { paceOf } from '../../shared/sync/describeProgress';
import type { SyncProgress } from '../../shared/sync/report';
import { paceText } from './paceText';
import type { SyncStatus } from './syncStatus';

/** How far a sync is: in the status bar, and in a notification that can be closed, or cancels it. */
export class SyncProgressView implements vscode.Disposable {
  readonly #status: SyncStatus;
  readonly #title: string;
  readonly #tooltip: string;
  readonly #key = Symbol('sync');
  #report: (progress: SyncProgress) => void = () => undefined;
  #end: () => void = () => undefined;
  #percent = 0;

  constructor(name: string, status: SyncStatus, cancel: () => void) {
    const { t } = vscode.l10n;
    this.#status = status;
    this.#title = t('Syncing {0}', name);
    this.#tooltip = t('Cancel the sync of {0}; what is loaded stays', name);
    this.#show(this.#title, this.#title);
    const ended = new Promise<void>(resolve => (this.#end = resolve));
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: this.#title,
      cancellable: true,
    };
    void vscode.window.withProgress(options, (progress, token) => {
      token.onCancellationRequested(cancel);
      this.#report = event => progress.report(this.#step(event));
      return ended;
    });
  }

  show(progress: SyncProgress): void {
    const pace = paceText(progress);
    this.#show(pace, `${this.#title}, ${pace}`);
    this.#report(progress);
  }

  dispose(): void {
    this.#end();
    this.#status.showEnded(this.#key);
  }

  #show(text: string, spoken: string): void {
    this.#status.showRunning(this.#key, { text, tooltip: this.#tooltip, spoken });
  }

  /** A notification takes increments; a sync without a plan finds out about more to do, which it cannot show. */
  #step(event: SyncProgress): { readonly message: string; readonly increment: number } {
    const percent = paceOf(event).fraction * 100;
    const increment = Math.max(0, percent - this.#percent);
    this.#percent += increment;
    return { message: paceText(event), increment };
  }
}
