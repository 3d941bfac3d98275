// Files of destinations as documents of the editor, wherever they lie.
import path from 'node:path';
import * as vscode from 'vscode';

import type { ExportChoice } from '../../shared/manifest/excerptOf';
import type { StoredFilePlace } from '../../shared/protocol/explore';
import { isCloudUrl } from '../../shared/storage/cloud/readCloudUrl';
import { locationBelow, splitLocation } from '../../shared/storage/location';
import {
  cloudUriParts,
  cloudUrlOf,
  excerptQuery,
  readExcerptQuery,
  storedFileScheme,
} from './storedFileUri';

/** The document of a file, given as a path or a URL. */
export function documentUri(location: string): vscode.Uri {
  if (!isCloudUrl(location)) return vscode.Uri.file(location);
  return vscode.Uri.from({ scheme: storedFileScheme, ...cloudUriParts(location) });
}

/** The document that shows some exports of a manifest alone, at any size of it; it stands beside the manifest. */
export function exportDocument(manifest: string, choice: ExportChoice, title: string): vscode.Uri {
  const { folder, name } = splitLocation(manifest);
  const shown = documentUri(locationBelow(folder, `${title}.exportmanifest.json`));
  return shown.with({ scheme: storedFileScheme, query: excerptQuery({ name, choice }) });
}

/** The file, as a path or a URL, of which a document shows all or a part. */
export function locationOfDocument(uri: vscode.Uri): string {
  const { destination, path: name } = storedPlaceOf(uri);
  return locationBelow(destination, name);
}

/** What is read for a document of our file system. */
export function storedPlaceOf(uri: vscode.Uri): StoredFilePlace {
  const shown = cloudUrlOf(uri) ?? vscode.Uri.file(uri.path).fsPath;
  const { folder, name } = splitLocation(shown);
  const excerpt = readExcerptQuery(uri.query);
  if (!excerpt) return { destination: folder, path: name };
  // A document names a file beside it and no other.
  return { destination: folder, path: path.basename(excerpt.name), choice: excerpt.choice };
}
