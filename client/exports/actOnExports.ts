// What the buttons of the table and of its summary do: the same commands as in the tree.
import * as vscode from 'vscode';

import type { ExportTarget } from '../../shared/protocol/exportsTable';
import type { ExportsAction } from '../../shared/protocol/exportsView';
import { DataSyncError } from '../../shared/errors';
import { isCloudUrl } from '../../shared/storage/cloud/readCloudUrl';
import { locationBelow } from '../../shared/storage/location';
import { joinPath } from '../../shared/storage/objectPath';
import type { App } from '../app';
import { copyOfExport } from '../download/copyChoice';
import { documentUri, exportDocument } from '../files/documentUri';
import { openFile } from '../ui/openFile';
import { openSignIn } from '../ui/openSignIn';
import { revealFile } from '../ui/revealFile';
import { openManifestAt } from './openManifestAt';
import { orderOfTargets, nameOfTargets } from './orderOfTargets';

/** What is to be done, and with what. */
export interface ExportsOrder {
  readonly action: ExportsAction;
  /** What is selected. */
  readonly targets: readonly ExportTarget[];
  readonly again: () => void;
}

/** Does it; where nothing is selected that it could be done with, nothing happens. */
export async function actOnExports(app: App, order: ExportsOrder): Promise<void> {
  const { action, targets, again } = order;
  const [first] = targets;
  switch (action) {
    case 'refresh':
      return again();
    case 'manageTrust':
      return run('workbench.trust.manage');
    case 'showLog':
      return app.log.show();
    case 'addFolder':
    case 'addBucket':
    case 'trySampleData':
      return run(`pendoDataSync.${action}`);
    case 'sync':
      return syncTargets('pendoDataSync.sync', targets);
    case 'plan':
      return syncTargets('pendoDataSync.planSync', targets);
    case 'copyUrl':
      return copyUrls(targets);
    case 'download':
      return download(app, targets);
    default:
      if (first) await actOnOne(app, action, first);
  }
}

type ActionOfOne =
  | 'openManifest'
  | 'openExport'
  | 'openBillOfMaterials'
  | 'reveal'
  | 'signIn'
  | 'changeAccess'
  | 'explainAccess';

async function actOnOne(
  app: App,
  action: ActionOfOne,
  { place, counter, exportId, failure }: ExportTarget,
): Promise<void> {
  const { destination, manifest } = place;
  const file = locationBelow(destination, manifest.path);
  const folder = joinPath(manifest.folder, exportId ?? '');
  switch (action) {
    case 'openManifest':
      return openManifestAt(app, place, counter);
    case 'openExport': {
      const title = vscode.l10n.t('Export {0}', String(counter));
      if (counter === null) return openFile(app, documentUri(file));
      return run('vscode.open', exportDocument(file, { counter }, title));
    }
    case 'openBillOfMaterials':
      return openFile(
        app,
        documentUri(locationBelow(destination, `${folder}/billofmaterials.json`)),
      );
    case 'reveal':
      return reveal(locationBelow(destination, folder));
    case 'signIn':
      return failure?.signIn === undefined ? undefined : openSignIn(failure.signIn);
    case 'changeAccess':
      return (await import('../clouds/bucketDialogs')).changeAccess(app, destination);
    case 'explainAccess':
      return explain(app, destination, failure);
  }
}

async function reveal(location: string): Promise<void> {
  if (!isCloudUrl(location)) await revealFile(location);
}

async function explain(
  app: App,
  destination: string,
  failure: ExportTarget['failure'],
): Promise<void> {
  if (!failure) return;
  const { explainAccess } = await import('../clouds/bucketDialogs');
  await explainAccess(app, new DataSyncError(failure.code, failure.message), destination);
}

/** As for rows of the tree: a plan first. */
async function syncTargets(command: string, targets: readonly ExportTarget[]): Promise<void> {
  const order = orderOfTargets(targets);
  if (order) return run(command, order);
}

async function copyUrls(targets: readonly ExportTarget[]): Promise<void> {
  const urls = targets.flatMap(({ rootUrl }) => rootUrl ?? []);
  if (urls.length > 0) await vscode.env.clipboard.writeText(urls.join('\n'));
}

async function download(app: App, targets: readonly ExportTarget[]): Promise<void> {
  const { downloadRows } = await import('../download/downloadRows');
  const rows = targets
    .filter(({ place }) => isCloudUrl(place.destination))
    .map(({ place, counter }) => ({
      target: { place, download: counter === null ? {} : copyOfExport(counter) },
    }));
  if (rows.length > 0) await downloadRows(app, rows, nameOfTargets(targets));
}

async function run(command: string, ...args: readonly unknown[]): Promise<void> {
  await vscode.commands.executeCommand(command, ...args);
}
