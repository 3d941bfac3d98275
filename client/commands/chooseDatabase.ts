import * as vscode from 'vscode';

import type { Command } from '../command';
import { notebookType } from '../notebook/notebookTypes';
import { documentPlace } from '../query/documentPlace';

/** Binds a SQL document or a notebook to a local database, or to another one. */
export const chooseDatabase: Command = {
  id: 'pendoDataSync.chooseDatabase',
  async run({ queries, notebooks }, uri) {
    const notebook = vscode.window.activeNotebookEditor?.notebook;
    if (!(uri instanceof vscode.Uri) && notebook?.notebookType === notebookType) {
      return notebooks.bind(notebook);
    }
    const place = await documentPlace(uri, undefined);
    if (place) await queries.bind(place.document);
  },
};
