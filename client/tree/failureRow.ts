import * as vscode from 'vscode';

import { toDataSyncError, type ErrorCode } from '../../shared/errors';
import { signInCommand } from '../../shared/storage/access/signInCommand';
import { isCloudUrl } from '../../shared/storage/cloud/readCloudUrl';
import { MessageNode, type MessageAction } from './messageNode';
import type { Row } from './row';

/** The row below one whose own rows could not be loaded: what happened, and ways out. */
export function failureRow(parent: Row, thrown: unknown): Row {
  const { t } = vscode.l10n;
  const { code, message } = toDataSyncError(thrown);
  const { place, destination } = parent.target;
  const url = destination ?? place?.destination;
  const isBucket = url !== undefined && isCloudUrl(url);
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
  const trust: MessageAction = {
    title: t('Manage trust'),
    icon: 'shield',
    command: 'workbench.trust.manage',
  };
  const changeAccess: MessageAction = {
    title: t('Change access'),
    icon: 'key',
    command: 'pendoDataSync.changeAccess',
  };
  const explain: MessageAction = {
    title: t('Why did it fail?'),
    icon: 'question',
    command: 'pendoDataSync.explainAccess',
  };
  const signIn: MessageAction = {
    title: t('Sign in…'),
    icon: 'sign-in',
    command: 'pendoDataSync.signIn',
  };
  return new MessageNode(parent, {
    text: inShort(code),
    description: message,
    icon: 'error',
    actions: [
      ...(code === 'storage.untrusted' ? [trust] : []),
      ...(signInCommand(thrown) === undefined ? [] : [signIn]),
      retry,
      ...(isBucket && isOfAccess(code) ? [changeAccess, explain] : []),
      ...(place ? [openManifest] : []),
      ...(destination === undefined ? [] : [remove]),
    ],
  });
}

/** What other credentials, or more rights, may mend. */
function isOfAccess(code: ErrorCode): boolean {
  return ['no-credentials', 'bad-credentials', 'denied', 'unreachable', 'not-found'].some(
    word => code === `storage.${word}`,
  );
}

/** What happened in a few words; the message behind them may be cut off. */
function inShort(code: ErrorCode): string {
  const { t } = vscode.l10n;
  switch (code) {
    case 'storage.not-found':
      return t('Not there');
    case 'storage.denied':
      return t('No permission');
    case 'storage.no-credentials':
    case 'storage.bad-credentials':
      return t('Not signed in');
    case 'storage.unreachable':
      return t('Not reachable');
    case 'storage.untrusted':
      return t('Waits for trust');
    case 'storage.no-destination':
      return t('No export manifest here');
    case 'manifest.not-json':
      return t('The manifest is no JSON');
    default:
      return t('Cannot be read');
  }
}
