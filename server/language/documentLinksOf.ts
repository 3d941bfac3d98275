// Links to what lies on disk: bills of materials by rootUrl, and listed files.
import type { DocumentLink } from 'vscode-languageserver';

import type { ManifestFacts } from '../../shared/manifest/facts';
import { movedRange } from '../../shared/manifest/textRange';
import type { OpenManifest } from '../openManifest';
import { lspRange } from '../ranges';
import { exportFolderOf } from '../fileUri';
import { fileBeside } from './filesBeside';
import { linkLimit, namedFilesOf } from './namedFiles';

/** Links to files that are there; none for a document that is no file. */
export async function documentLinksOf(
  manifest: OpenManifest,
  facts: ManifestFacts,
  signal: AbortSignal,
): Promise<DocumentLink[]> {
  const links: DocumentLink[] = [];
  if (manifest.path === undefined && exportFolderOf(manifest.uri) === undefined) return links;
  const { document, uri, kind } = manifest;
  // Of a bill of materials in a bucket only its place tells which export it is.
  const own = kind === 'billOfMaterials' ? exportFolderOf(uri) : undefined;
  for (const [index, part] of document.exports.entries()) {
    const exportId = part.exportId ?? facts.exportId ?? own;
    if (exportId === undefined || facts.hasExportFiles?.(exportId) === false) continue;
    const named = await namedFilesOf(manifest, index, signal);
    const place = document.placeOf(index);
    for (const { file, range, tooltip } of named) {
      const target = fileBeside(manifest, facts, { exportId, file });
      if (target === undefined) continue;
      links.push({ range: lspRange(movedRange(range, place)), target, tooltip });
      if (links.length === linkLimit) return links;
    }
  }
  return links;
}
