import * as vscode from 'vscode';

import { isDataSyncError } from '../../shared/errors';
import type { CloudUrl } from '../../shared/storage/cloud/readCloudUrl';
import { readCloudUrl } from '../../shared/storage/cloud/readCloudUrl';
import { nameOfFolder } from '../destinations/destinationSettings';
import { askForAccess } from '../clouds/askForAccess';
import { tryAccess } from '../clouds/tryAccess';
import type { Command } from '../command';

/** Asks for a place in a bucket and how it is opened, tries it, and lists what lies there. */
export const addBucket: Command = {
  id: 'pendoDataSync.addBucket',
  async run(app) {
    const found = await askForUrl();
    if (!found) return;
    const { place, sas } = found;
    const chosen =
      sas === undefined
        ? await askForAccess(place)
        : { choice: { method: 'sas' as const }, secret: { kind: 'sas' as const, text: sas } };
    const opened = chosen && (await tryAccess(app, place, chosen));
    if (!opened) return;
    await app.clouds.keepSecret(place.url, opened.secret);
    await app.destinations.add(place.url, {
      name: nameOfFolder(place.url),
      access: opened.choice,
    });
    await vscode.commands.executeCommand('pendoDataSync.destinations.focus');
  },
};

async function askForUrl(): Promise<CloudUrl | undefined> {
  const { t } = vscode.l10n;
  const typed = await vscode.window.showInputBox({
    title: t('Add a bucket'),
    prompt: t('Where datasync lies, or a folder or manifest below it'),
    placeHolder: 's3://bucket/path   gs://bucket/path   az://account/container/path   https://…',
    ignoreFocusOut: true,
    validateInput: text => (text.trim() === '' ? undefined : faultOf(text)),
  });
  return typed === undefined || typed.trim() === '' ? undefined : readCloudUrl(typed);
}

function faultOf(text: string): string | undefined {
  try {
    if (readCloudUrl(text)) return undefined;
    return vscode.l10n.t('Begin with s3://, gs:// or az://, or paste a URL of your cloud');
  } catch (error) {
    if (isDataSyncError(error)) return error.message;
    throw error;
  }
}
