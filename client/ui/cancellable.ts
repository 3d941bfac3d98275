import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';

/** What takes less says nothing, in milliseconds. */
const patience = 1000;

/** Runs what may take long: after a second a notification offers to cancel it. */
export async function cancellable<T>(
  title: string,
  body: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const result = body(controller.signal);
  const isQuick = await Promise.race([
    result.then(
      () => true,
      () => true,
    ),
    delay(patience, false),
  ]);
  if (isQuick) return result;
  const location = vscode.ProgressLocation.Notification;
  return vscode.window.withProgress({ location, title, cancellable: true }, (_, token) => {
    token.onCancellationRequested(() => controller.abort());
    return result;
  });
}
