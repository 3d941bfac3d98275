import { existsSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';

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
      path.dirname(destination),
    ]);
    const links: vscode.DocumentLink[] = [];
    for (const found of document.getText().matchAll(avroFile)) {
      const [name] = found;
      const file = ['/', ...folders].map(folder => path.resolve(folder, name)).find(existsSync);
      if (file === undefined) continue;
      const range = new vscode.Range(
        document.positionAt(found.index),
        document.positionAt(found.index + name.length),
      );
      links.push(new vscode.DocumentLink(range, vscode.Uri.file(file)));
      if (links.length === mostLinks) break;
    }
    return links;
  },
};
