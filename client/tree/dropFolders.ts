import path from 'node:path';
import * as vscode from 'vscode';

import type { DestinationRegistry } from '../destinations/destinationRegistry';
import type { Row } from './row';

const uriList = 'text/uri-list';

/** Folders that are dropped on the tree become destinations; of a file, the folder it lies in. */
export function dropFolders(
  destinations: DestinationRegistry,
): vscode.TreeDragAndDropController<Row> {
  return {
    dropMimeTypes: [uriList],
    dragMimeTypes: [uriList],
    handleDrag(rows, data) {
      const files = rows.map(row => row.target.file).filter(file => file !== undefined);
      const uris = files.map(file => vscode.Uri.file(file).toString());
      data.set(uriList, new vscode.DataTransferItem(uris.join('\r\n')));
    },
    async handleDrop(_, data) {
      const text = (await data.get(uriList)?.asString()) ?? '';
      for (const line of text.split(/\r?\n/).filter(each => each !== '')) {
        const folder = await folderOf(vscode.Uri.parse(line));
        if (folder !== undefined) await destinations.add(folder);
      }
    },
  };
}

/** Undefined for what is not on this machine's disk. */
async function folderOf(uri: vscode.Uri): Promise<string | undefined> {
  if (uri.scheme !== 'file' && uri.scheme !== 'vscode-remote') return undefined;
  const { type } = await vscode.workspace.fs.stat(vscode.Uri.file(uri.path));
  const { fsPath } = vscode.Uri.file(uri.path);
  return (type & vscode.FileType.Directory) !== 0 ? fsPath : path.dirname(fsPath);
}
