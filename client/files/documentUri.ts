import path from 'node:path';
import * as vscode from 'vscode';

import type { StoredFilePlace } from '../../shared/protocol/explore';
import { localPath } from '../../shared/storage/openStore';
import { readStoredFileUri, storedFileScheme, storedFileUri } from './storedFileUri';

/** The document that shows some exports of a manifest alone, at any size of it; it stands beside the manifest. */
export function exportDocument(place: Required<StoredFilePlace>, title: string): vscode.Uri {
  const folder = path.join(localPath(place.destination), path.dirname(place.path));
  const shown = vscode.Uri.file(path.join(folder, `${title}.exportmanifest.json`)).path;
  return vscode.Uri.from(storedFileUri(place, shown));
}

/** The file on this machine of which a document shows all or some exports. */
export function manifestFileOf({ scheme, query, fsPath }: vscode.Uri): string {
  const place = scheme === storedFileScheme ? readStoredFileUri(query) : undefined;
  return place ? path.join(localPath(place.destination), place.path) : fsPath;
}
