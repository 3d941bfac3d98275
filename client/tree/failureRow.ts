import * as vscode from 'vscode';

import { toDataSyncError, type ErrorCode } from '../../shared/errors';
import { signInCommand } from '../../shared/storage/access/signInCommand';
import { isCloudUrl } from '../../shared/storage/cloud/readCloudUrl';
import { errorKind } from '../ui/errorKind';
import { MessageNode, type MessageAction } from './messageNode';
import type { Row } from './row';

/** The row below one whose own rows could not be loaded: what happened, and ways out. */
export function failureRow(parent: Row, thrown: unknown): Row {
  const { t } = vscode.l10n;
  const { code, message } = toDataSyncError(thrown);
  const actions = waysOut(parent, thrown, code);
  return new MessageNode(parent, {
    // The message behind it may be cut off.
    text: errorKind(t, code) ?? t('Cannot be read'),
    description: message,
    icon: 'error',
    actions,
  });
}

function waysOut({ target }: Row, thrown: unknown, code: ErrorCode): readonly MessageAction[] {
  const { t } = vscode.l10n;
  const { place, destination } = target;
  const url = destination ?? place?.destination;
  const isBucket = url !== undefined && isCloudUrl(url);
  const own = (title: string, icon: string, command: string): MessageAction => ({
    title,
    icon,
    command: `pendoDataSync.${command}`,
  });
  const trust = { title: t('Manage trust'), icon: 'shield', command: 'workbench.trust.manage' };
  return [
    ...(code === 'storage.untrusted' ? [trust] : []),
    ...(signInCommand(thrown) === undefined ? [] : [own(t('Sign in…'), 'sign-in', 'signIn')]),
    own(t('Try again'), 'refresh', 'refresh'),
    ...(isBucket && isOfAccess(code)
      ? [
          own(t('Change access'), 'key', 'changeAccess'),
          own(t('Why did it fail?'), 'question', 'explainAccess'),
        ]
      : []),
    ...(place ? [own(t('Open the manifest'), 'go-to-file', 'openManifest')] : []),
    ...(destination === undefined
      ? []
      : [own(t('Remove from the list'), 'close', 'removeDestination')]),
  ];
}

/** What other credentials, or more rights, may mend. */
function isOfAccess(code: ErrorCode): boolean {
  return ['no-credentials', 'bad-credentials', 'denied', 'unreachable', 'not-found'].some(
    word => code === `storage.${word}`,
  );
}
