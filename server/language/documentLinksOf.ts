// Links to what lies on disk: bills of materials by rootUrl, and listed files.
import path from 'node:path';
import type { DocumentLink } from 'vscode-languageserver';

import { elementsOf, readExportView, type ExportView } from '../../shared/manifest/exportView';
import type { ManifestFacts } from '../../shared/manifest/facts';
import { pathFault } from '../../shared/storage/objectPath';
import { uriOfPath } from '../fileUri';
import type { OpenManifest } from '../openManifest';
import { nodeRange } from '../ranges';

/** Links of one document: an editor decorates each of them. */
const linkLimit = 5000;

/** Links to files that are there; none for a document that is no file. */
export function documentLinksOf(
  manifest: OpenManifest,
  facts: ManifestFacts,
  signal: AbortSignal,
): DocumentLink[] {
  const { json, kind, path: location } = manifest;
  if (location === undefined) return [];
  const isManifest = kind === 'exportManifest';
  // A bill of materials lies in its export's folder, one below the manifest's.
  const folder = path.dirname(isManifest ? location : path.dirname(location));
  const nodes = isManifest ? elementsOf(json, json.property(json.root, 'exports')) : [json.root];
  const links: DocumentLink[] = [];
  for (const node of nodes) {
    signal.throwIfAborted();
    const view = readExportView(json, node, isManifest);
    for (const link of linksOfExport(view, { folder, facts })) {
      if (links.length === linkLimit) return links;
      links.push(link);
    }
  }
  return links;
}

function* linksOfExport(
  view: ExportView,
  { folder, facts }: { readonly folder: string; readonly facts: ManifestFacts },
): Iterable<DocumentLink> {
  const { document, node, rootUrl, files } = view;
  const exportId = rootUrl?.exportId ?? facts.exportId;
  if (exportId === undefined || pathFault(exportId) !== undefined) return;
  const linkTo = (at: number, file: string, tooltip: string): DocumentLink | undefined => {
    const isThere = typeof facts.fileSize?.(exportId, file) === 'number';
    if (!isThere || pathFault(file) !== undefined) return undefined;
    const target = uriOfPath(path.join(folder, exportId, file));
    return { range: nodeRange(document, at), target, tooltip };
  };
  const bill = linkTo(
    document.property(node, 'rootUrl'),
    'billofmaterials.json',
    'Open the bill of materials',
  );
  if (bill) yield bill;
  for (const [index, file] of files.paths.entries()) {
    const link = linkTo(files.nodes[index] ?? -1, file, 'Open the file');
    if (link) yield link;
  }
}
