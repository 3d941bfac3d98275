// What is asked of the user about buckets, in a bundle of its own: it is read with the first question.
import * as vscode from 'vscode';

import { isDataSyncError } from '../../shared/errors';
import type { ChosenAccess } from '../../shared/storage/access/accessChoice';
import { nameOfDestination } from '../../shared/storage/nameOfDestination';
import { readCloudUrl, type CloudUrl } from '../../shared/storage/cloud/readCloudUrl';
import type { App } from '../app';
import { askForAccess } from './askForAccess';
import { showAccessReport } from './showAccessReport';
import { tryAccess } from './tryAccess';

/** Asks for a place in a bucket and how it is opened, tries it, and lists what lies there. */
export async function addBucket(app: App): Promise<void> {
  const found = await askForUrl();
  if (!found) return;
  const { place, sas } = found;
  const signed: ChosenAccess | undefined =
    sas === undefined
      ? undefined
      : { choice: { method: 'sas' }, secret: { kind: 'sas', text: sas } };
  const chosen = signed ?? (await askForAccess(place));
  const opened = chosen && (await tryAccess(app, place, chosen));
  if (!opened) return;
  await app.clouds.keepSecret(place.url, opened.secret);
  await app.destinations.add(place.url, {
    name: nameOfDestination(place.url),
    access: opened.choice,
  });
  await vscode.commands.executeCommand('pendoDataSync.destinations.focus');
}

/** Asks anew how the bucket of a destination is opened: by other credentials, or by the same ones that have run out. */
export async function changeAccess(app: App, url: string): Promise<void> {
  const place = readCloudUrl(url)?.place;
  if (!place) return;
  const before = app.destinations.all.find(known => known.url === url)?.access;
  const chosen = await askForAccess(place, before);
  const opened = chosen && (await tryAccess(app, place, chosen));
  if (!opened) return;
  await app.clouds.keepSecret(url, opened.secret);
  await app.destinations.openBy(url, opened.choice);
  await app.tree.refresh();
}

/** Says why what lies at a destination could not be read. */
export async function explainAccess(app: App, error: unknown, url: string): Promise<void> {
  await showAccessReport(app, error, readCloudUrl(url)?.place);
}

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
