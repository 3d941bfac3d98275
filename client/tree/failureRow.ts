import * as vscode from 'vscode';

import { toDataSyncError } from '../../shared/errors';
import { MessageNode, type MessageAction } from './messageNode';
import type { Row } from './row';

/** The row below one whose own rows could not be loaded: what happened, and ways out. */
export function failureRow(parent: Row, thrown: unknown): Row {
  const { t } = vscode.l10n;
  const { message } = toDataSyncError(thrown);
  const { place, destination } = parent.target;
  const retry: MessageAction = {
    title: t('Try again'),
    icon: 'refresh',
    command: 'pendoDataSync.refresh',
  };
  const openManifest: MessageAction = {
    title: t('Open the manifest'),
    icon: 'go-to-file',
    command: 'pendoDataSync.openManifest',
  };
  const remove: MessageAction = {
    title: t('Remove from the list'),
    icon: 'close',
    command: 'pendoDataSync.removeDestination',
  };
  return new MessageNode(parent, {
    text: capitalized(firstClause(message)),
    more: capitalized(message),
    icon: 'error',
    actions: [
      retry,
      ...(place ? [openManifest] : []),
      ...(destination === undefined ? [] : [remove]),
    ],
  });
}

/** What happened, without what was looked for; the hover has all of it. */
function firstClause(message: string): string {
  return message.split(/: (?!\/)|; /)[0] ?? message;
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
