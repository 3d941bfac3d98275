// How the editor finds credentials, in a bundle of its own: it is read when the first bucket is opened.
import * as vscode from 'vscode';

import { DataSyncError } from '../../shared/errors';
import type { AccessPorts } from '../../shared/storage/access/accessPorts';
import { createAskAccess } from '../../shared/storage/access/createAskAccess';
import type { AskAccess } from '../../shared/storage/cloud/cloudAccess';
import { networkRoute } from './networkRoute';

/** Access by the clouds' own chains and by what `choose` says, through the network as the settings have it now. */
export async function editorAccess(choose: AccessPorts['choose']): Promise<AskAccess> {
  return createAskAccess({
    environment: process.env,
    route: await networkRoute(),
    choose,
    mfaCode: askForCode,
  });
}

async function askForCode(device: string): Promise<string> {
  const { t } = vscode.l10n;
  const code = await vscode.window.showInputBox({
    title: t('Code of your device'),
    prompt: device,
    ignoreFocusOut: true,
  });
  if (code === undefined) throw new DataSyncError('cli.cancelled', 'cancelled');
  return code;
}
