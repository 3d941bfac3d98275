// What the editor offers when it asks how a bucket is opened.
import * as vscode from 'vscode';

import type { AccessMethod } from '../../shared/storage/access/accessChoice';
import type { CloudProvider } from '../../shared/storage/cloud/cloudPlace';

/** One way to open a bucket, as an item of a list. */
export interface AccessItem extends vscode.QuickPickItem {
  readonly method: AccessMethod;
}

/** The ways that a cloud has, the usual one first. */
export function accessItems(provider: CloudProvider): readonly AccessItem[] {
  const { t } = vscode.l10n;
  const anonymous: AccessItem = {
    method: 'anonymous',
    label: t('Anonymous'),
    detail: t('The bucket is open to everyone'),
  };
  switch (provider) {
    case 's3':
      return [
        {
          method: 'default',
          label: t('Default credentials'),
          detail: t('Environment, default profile with SSO or roles, or this machine’s role'),
        },
        { method: 'profile', label: t('Profile…'), detail: t('Another profile of ~/.aws') },
        {
          method: 'keys',
          label: t('Access key…'),
          detail: t('Kept in VS Code’s secret storage'),
        },
        anonymous,
      ];
    case 'gcs':
      return [
        {
          method: 'default',
          label: t('Application Default Credentials'),
          detail: t('What gcloud auth application-default login wrote, or this machine’s account'),
        },
        {
          method: 'keyFile',
          label: t('Key file…'),
          detail: t('The JSON file of a service account; it stays where it is'),
        },
        anonymous,
      ];
    case 'azure':
      return [
        {
          method: 'default',
          label: t('Default credentials'),
          detail: t('Environment, managed identity, or what az login wrote'),
        },
        {
          method: 'sas',
          label: t('SAS…'),
          detail: t('A signed URL or its query; kept in VS Code’s secret storage'),
        },
        {
          method: 'connectionString',
          label: t('Connection string…'),
          detail: t('Kept in VS Code’s secret storage'),
        },
        {
          method: 'accountKey',
          label: t('Account key…'),
          detail: t('Kept in VS Code’s secret storage'),
        },
        anonymous,
      ];
  }
}
