// Links to what lies on disk: bills of materials by rootUrl, and listed files.
import type { DocumentLink } from 'vscode-languageserver';

import { noNode } from '../../shared/json/nodeTable';
import { readingExportView } from '../../shared/manifest/exportView';
import type { ManifestFacts } from '../../shared/manifest/facts';
import { movedRange, nodeRange, type TextRange } from '../../shared/manifest/textRange';
import { ownText } from '../../shared/util/ownText';
import { finishInTurns } from '../../shared/util/steps';
import { KeptByPart } from '../keptByPart';
import type { OpenManifest } from '../openManifest';
import { lspRange } from '../ranges';
import { exportFolderOf } from '../fileUri';
import { fileBeside } from './filesBeside';
import { exportSection } from './section';

/** Links of one document: an editor decorates each of them. */
const linkLimit = 5000;

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
    const named = await namedFiles.get(part, () => readNames(manifest, index, signal));
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

/** A file that an export names, and where. */
interface NamedFile {
  readonly file: string;
  /** In the text of the export. */
  readonly range: TextRange;
  readonly tooltip: string;
}

const namedFiles = new KeptByPart<readonly NamedFile[]>();

async function readNames(
  manifest: OpenManifest,
  index: number,
  signal: AbortSignal,
): Promise<readonly NamedFile[]> {
  const { json, node } = await exportSection(manifest, index, signal);
  const isEntry = manifest.kind === 'exportManifest';
  const { files } = await finishInTurns(readingExportView(json, node, isEntry), signal);
  const rootUrl = json.property(node, 'rootUrl');
  const tooltip = 'Open the bill of materials';
  const bill = { file: 'billofmaterials.json', range: nodeRange(json, rootUrl), tooltip };
  const listed = files.paths.slice(0, linkLimit).map((file, at) => ({
    file: ownText(file),
    range: nodeRange(json, files.nodes[at] ?? noNode),
    tooltip: 'Open the file',
  }));
  return rootUrl === noNode ? listed : [bill, ...listed];
}
