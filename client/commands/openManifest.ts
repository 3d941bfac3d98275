import path from 'node:path';
import * as vscode from 'vscode';

import { localPath } from '../../shared/storage/openStore';
import type { Command } from '../command';
import { openFile } from '../ui/openFile';
import { rowsOf } from '../tree/rowsOf';

/** Opens the manifest that a row stands in. */
export const openManifest: Command = {
  id: 'pendoDataSync.openManifest',
  async run(app, ...args) {
    const place = rowsOf(app, args)[0]?.target.place;
    if (!place) return;
    const file = path.join(localPath(place.destination), place.manifest.path);
    await openFile(app, vscode.Uri.file(file));
  },
};
