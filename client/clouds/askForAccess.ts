// The dialog that asks how a bucket is opened; undefined wherever the user leaves it.
import * as vscode from 'vscode';

import type {
  AccessChoice,
  AccessMethod,
  AccessSecret,
  ChosenAccess,
} from '../../shared/storage/access/accessChoice';
import { isEndpoint } from '../../shared/storage/access/checkedEndpoint';
import type { CloudPlace } from '../../shared/storage/cloud/cloudPlace';
import { withoutSecrets } from '../../shared/storage/cloud/readCloudUrl';
import { accessItems } from './accessChoices';

/** Asks for a way to open a place, and for what that way needs. `before` is how it was opened until now. */
export async function askForAccess(
  place: CloudPlace,
  before: AccessChoice = {},
): Promise<ChosenAccess | undefined> {
  const { t } = vscode.l10n;
  const title = t('How is {0} opened?', place.url);
  const service = {
    label: t('Another service…'),
    detail: t('MinIO, Ceph, R2, an emulator'),
  };
  const ways = accessItems(place.provider).map(item => ({
    ...item,
    ...(item.method === before.method ? { description: t('until now') } : {}),
  }));
  const line = { label: '', kind: vscode.QuickPickItemKind.Separator, method: undefined };
  const items = [...ways, line, { ...service, method: undefined }];
  const chosen = await vscode.window.showQuickPick(items, {
    title,
    placeHolder:
      before.endpoint === undefined ? '' : t('Service: {0}', withoutSecrets(before.endpoint)),
    ignoreFocusOut: true,
  });
  if (!chosen) return undefined;
  if (chosen.method !== undefined) return askForMore(chosen.method, place, before);
  const endpoint = await askForEndpoint(before);
  if (endpoint === undefined) return undefined;
  const { region } = before;
  // Services of one's own rarely have a host name for each bucket.
  const own = { endpoint, ...(place.provider === 's3' ? { pathStyle: true } : {}) };
  const kept = region === undefined ? {} : { region };
  return askForAccess(place, { ...kept, ...(endpoint === '' ? {} : own) });
}

async function askForMore(
  method: AccessMethod,
  place: CloudPlace,
  { endpoint, pathStyle, region }: AccessChoice,
): Promise<ChosenAccess | undefined> {
  const service = {
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(pathStyle === undefined ? {} : { pathStyle }),
    ...(region === undefined ? {} : { region }),
  };
  const choice = { method, ...service };
  switch (method) {
    case 'default':
    case 'anonymous':
      return { choice };
    case 'profile': {
      const profile = await askForProfile();
      return profile === undefined ? undefined : { choice: { ...choice, profile } };
    }
    case 'keyFile': {
      const keyFile = await askForKeyFile();
      return keyFile === undefined ? undefined : { choice: { ...choice, keyFile } };
    }
    default: {
      const secret = await askForSecret(method, place);
      return secret && { choice, secret };
    }
  }
}

async function askForSecret(
  method: 'keys' | 'accountKey' | 'connectionString' | 'sas',
  { account }: CloudPlace,
): Promise<AccessSecret | undefined> {
  const { t } = vscode.l10n;
  switch (method) {
    case 'keys': {
      const accessKeyId = await askForText(t('Access key ID'), { prompt: 'AKIA…, ASIA…' });
      if (accessKeyId === undefined) return undefined;
      const secretAccessKey = await askForText(t('Secret access key'), { password: true });
      if (secretAccessKey === undefined) return undefined;
      const keys = { kind: 'keys', accessKeyId, secretAccessKey } as const;
      // Of temporary keys, which open nothing without it.
      if (!accessKeyId.startsWith('ASIA')) return keys;
      const sessionToken = await askForText(t('Session token'), { password: true });
      return sessionToken === undefined ? undefined : { ...keys, sessionToken };
    }
    case 'accountKey': {
      const title = t('Key of the storage account {0}', account);
      const accountKey = await askForText(title, { password: true });
      return accountKey === undefined ? undefined : { kind: 'accountKey', accountKey };
    }
    case 'connectionString': {
      const text = await askForText(t('Connection string'), { password: true });
      return text === undefined ? undefined : { kind: 'connectionString', text };
    }
    case 'sas': {
      const text = await askForText(t('SAS, or a signed URL'), { password: true });
      return text === undefined ? undefined : { kind: 'sas', text };
    }
  }
}

/** What is typed, without spaces around it; undefined for nothing. */
async function askForText(
  title: string,
  options: vscode.InputBoxOptions,
): Promise<string | undefined> {
  const text = await vscode.window.showInputBox({ title, ignoreFocusOut: true, ...options });
  return text === undefined || text.trim() === '' ? undefined : text.trim();
}

async function askForEndpoint({ endpoint = '' }: AccessChoice): Promise<string | undefined> {
  const { t } = vscode.l10n;
  const text = await vscode.window.showInputBox({
    title: t('URL of the service'),
    prompt: t('Empty is the provider’s own'),
    placeHolder: 'https://minio.example.com:9000',
    value: withoutSecrets(endpoint),
    ignoreFocusOut: true,
    validateInput: typed => faultOfEndpoint(typed.trim()),
  });
  return text?.trim().replace(/\/$/, '');
}

function faultOfEndpoint(text: string): string | undefined {
  const { t } = vscode.l10n;
  if (text === '' || isEndpoint(text)) return undefined;
  if (!/^https?:\/\/[^/]/i.test(text)) return t('It begins with http:// or https://');
  // What is typed here is kept in the settings.
  return URL.canParse(text)
    ? t('Leave out user, password and signature: they are asked for next')
    : t('This is no URL');
}

async function askForProfile(): Promise<string | undefined> {
  const { t } = vscode.l10n;
  const { readAwsProfiles } = await import('../../shared/storage/access/awsProfiles');
  const profiles = await readAwsProfiles(process.env);
  const title = t('Profile of ~/.aws');
  if (profiles.length === 0) return askForText(title, { prompt: t('None was found there') });
  const items = profiles.map(({ name, kind, region = '' }) => ({
    label: name,
    description: [kind === 'none' ? '' : kind, region].filter(word => word !== '').join(', '),
  }));
  return (await vscode.window.showQuickPick(items, { title, ignoreFocusOut: true }))?.label;
}

async function askForKeyFile(): Promise<string | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Key file of a service account'),
    filters: { JSON: ['json'] },
  });
  return chosen?.[0]?.fsPath;
}
