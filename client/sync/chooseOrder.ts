import path from 'node:path';
import * as vscode from 'vscode';

import type { App } from '../app';
import { manifestFileOf } from '../files/exportDocument';
import { ApplicationNode } from '../tree/applicationNode';
import { DestinationNode } from '../tree/destinationNode';
import { ExportNode } from '../tree/exportNode';
import type { Row } from '../tree/row';
import { rowsOf } from '../tree/rowsOf';
import { isOrder, type SyncOrder } from './syncOrder';

/** What a command is to sync: an order, a row of the tree, or, asked for from the palette, a destination. */
export async function chooseOrder(
  app: App,
  args: readonly unknown[],
): Promise<SyncOrder | undefined> {
  if (isOrder(args[0])) return args[0];
  const [row] = rowsOf(app, args);
  return (row && orderOfRow(row)) ?? askForDestination(app);
}

/** One export of a manifest, or it and all after it, as the language server names them in its code lenses. */
export async function orderOfExport(
  { database }: App,
  [uri, counter]: readonly unknown[],
  span: 'alone' | 'andAfter',
): Promise<SyncOrder | undefined> {
  if (typeof uri !== 'string' || typeof counter !== 'number') return undefined;
  const destination = manifestFileOf(vscode.Uri.parse(uri));
  const folder = path.dirname(destination);
  const { manifests } = await database.request('manifests', { destination: folder });
  const manifest = manifests.find(found => path.join(folder, found.path) === destination);
  if (!manifest) return undefined;
  const question = { destination: folder, manifest, database: undefined };
  const { application } = await database.request('application', question);
  const name = application.applicationName ?? application.application;
  return {
    name: `${name} #${counter}${span === 'alone' ? '' : '+'}`,
    destination,
    counters: { start: counter, ...(span === 'alone' && { end: counter + 1 }) },
  };
}

function orderOfRow(row: Row): SyncOrder | undefined {
  if (row instanceof DestinationNode) {
    const { name, url } = row.destination;
    return { name, destination: url };
  }
  if (row instanceof ApplicationNode) return { name: labelOf(row), destination: row.file };
  const { counter } = row.target;
  if (!(row instanceof ExportNode) || counter === undefined) return undefined;
  const { application } = row;
  return {
    name: `${labelOf(application)} #${counter}`,
    destination: application.file,
    counters: { start: counter, end: counter + 1 },
  };
}

async function askForDestination({ destinations }: App): Promise<SyncOrder | undefined> {
  const { t } = vscode.l10n;
  const items = destinations.all.map(({ name, url }) => {
    return { label: name, description: path.dirname(url), order: { name, destination: url } };
  });
  if (items.length === 0) {
    void vscode.window.showInformationMessage(t('There is nothing to sync: add a folder first.'));
    return undefined;
  }
  if (items.length === 1) return items[0]?.order;
  const chosen = await vscode.window.showQuickPick(items, { title: t('Sync which destination?') });
  return chosen?.order;
}

function labelOf(row: ApplicationNode): string {
  const { label } = row.item();
  return typeof label === 'string' ? label : (label?.label ?? '');
}
