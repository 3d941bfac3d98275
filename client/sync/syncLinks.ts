import { existsSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';

import { isCloudUrl } from '../../shared/storage/cloud/readCloudUrl';
import { locationBelow, splitLocation } from '../../shared/storage/location';
import { documentUri } from '../files/documentUri';
import { readOrder } from './syncOrder';

/** Of a path in a report: without spaces, as Pendo names its files. */
const avroFile = /[^\s"“(]+\.avro\b/g;

/** So many links are made: a report may name thousands of files. */
const mostLinks = 1000;

/** The files that a report speaks of open in the preview. */
export const syncLinks: vscode.DocumentLinkProvider = {
  provideDocumentLinks(document) {
    const folders = (readOrder(document.uri.query)?.parts ?? []).flatMap(({ destination }) => [
      destination,
      splitLocation(destination).folder,
    ]);
    const links: vscode.DocumentLink[] = [];
    for (const found of document.getText().matchAll(avroFile)) {
      const [name] = found;
      const location = locationOfFile(name, folders);
      if (location === undefined) continue;
      const range = new vscode.Range(
        document.positionAt(found.index),
        document.positionAt(found.index + name.length),
      );
      links.push(new vscode.DocumentLink(range, documentUri(location)));
      if (links.length === mostLinks) break;
    }
    return links;
  },
};

/** Whether a bucket has a file is seen when the link is followed: asking for a thousand would cost. */
function locationOfFile(name: string, folders: readonly string[]): string | undefined {
  if (isCloudUrl(name)) return name;
  const file = ['/', ...folders.filter(folder => !isCloudUrl(folder))]
    .map(folder => path.resolve(folder, name))
    .find(existsSync);
  const bucket = folders.find(folder => isCloudUrl(folder) && !folder.endsWith('.json'));
  return file ?? (bucket === undefined ? undefined : locationBelow(bucket, name));
}
