// Links to what lies on disk: bills of materials by rootUrl, and listed files.
import type { DocumentLink } from 'vscode-languageserver';

import { readingExportView } from '../../shared/manifest/exportView';
import type { ManifestFacts } from '../../shared/manifest/facts';
import type { NodeIndex } from '../../shared/manifest/types';
import { finishInTurns } from '../../shared/util/steps';
import type { OpenManifest } from '../openManifest';
import { fileBeside } from './filesBeside';
import { exportSection, type Section } from './section';

/** Links of one document: an editor decorates each of them. */
const linkLimit = 5000;

/** Links to files that are there; none for a document that is no file. */
export async function documentLinksOf(
  manifest: OpenManifest,
  facts: ManifestFacts,
  signal: AbortSignal,
): Promise<DocumentLink[]> {
  const links: DocumentLink[] = [];
  if (manifest.path === undefined) return links;
  for (let index = 0; index < manifest.document.exports.length; index++) {
    const section = await exportSection(manifest, index, signal);
    for (const link of await linksOfExport(manifest, section, facts, signal)) {
      if (links.length === linkLimit) return links;
      links.push(link);
    }
  }
  return links;
}

async function linksOfExport(
  manifest: OpenManifest,
  { json, node, part, rangeOf }: Section,
  facts: ManifestFacts,
  signal: AbortSignal,
): Promise<DocumentLink[]> {
  const exportId = part?.exportId ?? facts.exportId;
  if (exportId === undefined || facts.hasExportFiles?.(exportId) === false) return [];
  const isEntry = manifest.kind === 'exportManifest';
  const { files } = await finishInTurns(readingExportView(json, node, isEntry), signal);
  const linkTo = (at: NodeIndex, file: string, tooltip: string): DocumentLink[] => {
    const target = fileBeside(manifest, facts, { exportId, file });
    return target === undefined ? [] : [{ range: rangeOf(at), target, tooltip }];
  };
  const rootUrl = json.property(node, 'rootUrl');
  const bill =
    rootUrl < 0 ? [] : linkTo(rootUrl, 'billofmaterials.json', 'Open the bill of materials');
  const listed = files.paths.flatMap((file, index) =>
    linkTo(files.nodes[index] ?? -1, file, 'Open the file'),
  );
  return [...bill, ...listed];
}
