import * as vscode from 'vscode';

import { toDataSyncError, type DataSyncError } from '../../shared/errors';
import { signInCommand } from '../../shared/storage/access/signInCommand';
import { capitalized } from '../../shared/util/sentence';
import type { App } from '../app';
import { editorWords } from './editorWords';
import { errorKind } from './errorKind';
import { openSignIn } from './openSignIn';

/** A button below a message. */
export interface Action {
  readonly title: string;
  run(): unknown;
}

/** Shows a failure as what it says, with what can be done now; what the user cancelled is none. */
export async function showError(
  { log }: Pick<App, 'log'>,
  thrown: unknown,
  actions: readonly Action[] = [],
): Promise<void> {
  const error = toDataSyncError(thrown);
  if (error.code === 'cli.cancelled' || error.code === 'sync.cancelled') return;
  if (error.code === 'internal') log.error(error);
  else log.warn(`${error.code}: ${error.message}`);
  const showLog: Action = { title: vscode.l10n.t('Show log'), run: () => log.show() };
  const command = signInCommand(error);
  const signIn: Action = {
    title: vscode.l10n.t('Sign in…'),
    run: () => openSignIn(command ?? ''),
  };
  const own = actions.length > 0 ? actions : [showLog];
  const offered = command === undefined ? own : [signIn, ...own];
  const titles = offered.map(({ title }) => title);
  const chosen = await vscode.window.showErrorMessage(errorText(error), ...titles);
  await offered.find(({ title }) => title === chosen)?.run();
}

/** In another language than English the message, which is English, stands behind what kind of failure it is. */
function errorText({ code, message }: DataSyncError): string {
  const { t, bundle } = vscode.l10n;
  const text = editorWords(t, message);
  const kind = bundle && errorKind(t, code);
  return kind === undefined ? capitalized(text) : `${kind}: ${text}`;
}
