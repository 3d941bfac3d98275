import path from 'node:path';
import * as vscode from 'vscode';

import { isCloudUrl } from '../../shared/storage/cloud/readCloudUrl';
import type { App } from '../app';
import { locationBelow, splitLocation } from '../../shared/storage/location';
import { locationOfDocument } from '../files/documentUri';
import { ApplicationNode } from '../tree/applicationNode';
import { DestinationNode } from '../tree/destinationNode';
import { ExportNode } from '../tree/exportNode';
import { labelOf, Row } from '../tree/row';
import { rowsOf } from '../tree/rowsOf';
import { exportsPart, isOrder, type SyncOrder, type SyncPart } from './syncOrder';

/** What a command is to sync: an order, rows of the tree, or, asked for from the palette, a destination. */
export async function chooseOrder(
  app: App,
  args: readonly unknown[],
): Promise<SyncOrder | undefined> {
  if (isOrder(args[0])) return args[0];
  const order = orderOfRows(rowsOf(app, args));
  // Whoever clicked a row meant no other.
  return order ?? (args[0] instanceof Row ? undefined : askForDestination(app));
}

/** One export of a manifest, or it and all after it, as the language server names them in its code lenses. */
export async function orderOfExport(
  { database }: App,
  [uri, counter]: readonly unknown[],
  span: 'alone' | 'andAfter',
): Promise<SyncOrder | undefined> {
  if (typeof uri !== 'string' || typeof counter !== 'number') return undefined;
  const destination = locationOfDocument(vscode.Uri.parse(uri));
  const { folder } = splitLocation(destination);
  const { manifests } = await database.request('manifests', { destination: folder });
  const manifest = manifests.find(found => locationBelow(folder, found.path) === destination);
  if (!manifest) return undefined;
  const question = { destination: folder, manifest, database: undefined };
  const { application } = await database.request('application', question);
  const name = application.applicationName ?? application.application;
  const counters = { start: counter, ...(span === 'alone' && { end: counter + 1 }) };
  return {
    name: `${name} #${counter}${span === 'alone' ? '' : '+'}`,
    parts: [{ destination, counters }],
  };
}

/** What stands below another chosen row comes with it; exports of one manifest are chosen together. */
function orderOfRows(rows: readonly Row[]): SyncOrder | undefined {
  const chosen = rows.filter(
    row => !hasAncestorIn(row, rows) && (isWhole(row) || row instanceof ExportNode),
  );
  const [first, ...others] = chosen;
  if (!first) return undefined;
  const wholes = chosen.filter(isWhole).map(row => ({ destination: destinationOf(row) }));
  const parts = [...wholes, ...exportParts(chosen)];
  const { t } = vscode.l10n;
  const name = nameOf(first);
  return {
    name: others.length > 0 ? t('{0} and {1} more', name, String(others.length)) : name,
    parts,
  };
}

function exportParts(rows: readonly Row[]): SyncPart[] {
  const counters = new Map<string, number[]>();
  for (const row of rows) {
    if (!(row instanceof ExportNode) || row.target.counter === undefined) continue;
    const { location } = row.application;
    counters.set(location, [...(counters.get(location) ?? []), row.target.counter]);
  }
  return Array.from(counters, ([location, chosen]) => exportsPart(location, chosen));
}

function isWhole(row: Row): row is DestinationNode | ApplicationNode {
  return row instanceof DestinationNode || row instanceof ApplicationNode;
}

function destinationOf(row: DestinationNode | ApplicationNode): string {
  return row instanceof DestinationNode ? row.destination.url : row.location;
}

function hasAncestorIn({ parent }: Row, rows: readonly Row[]): boolean {
  return parent !== undefined && (rows.includes(parent) || hasAncestorIn(parent, rows));
}

function nameOf(row: Row): string {
  if (row instanceof ExportNode) return `${labelOf(row.application)} ${labelOf(row)}`;
  return labelOf(row);
}

async function askForDestination({ destinations }: App): Promise<SyncOrder | undefined> {
  const { t } = vscode.l10n;
  const items = destinations.all.map(({ name, url }) => {
    const order: SyncOrder = { name, parts: [{ destination: url }] };
    return { label: name, description: isCloudUrl(url) ? url : path.dirname(url), order };
  });
  if (items.length === 0) {
    void vscode.window.showInformationMessage(t('There is nothing to sync: add a folder first.'));
    return undefined;
  }
  if (items.length === 1) return items[0]?.order;
  const chosen = await vscode.window.showQuickPick(items, { title: t('Sync which destination?') });
  return chosen?.order;
}
