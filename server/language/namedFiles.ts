// The files that an export names in its text, kept while the text stays the same.
import { noNode } from '../../shared/json/nodeTable';
import { readingExportView } from '../../shared/manifest/exportView';
import { nodeRange, type TextRange } from '../../shared/manifest/textRange';
import { ownText } from '../../shared/util/ownText';
import { finishInTurns } from '../../shared/util/steps';
import { KeptByPart } from '../keptByPart';
import type { OpenManifest } from '../openManifest';
import { exportSection } from './section';

/** Links of one document: an editor decorates each of them. */
export const linkLimit = 5000;

/** A file that an export names, and where. */
export interface NamedFile {
  readonly file: string;
  /** In the text of the export. */
  readonly range: TextRange;
  readonly tooltip: string;
}

const namedFiles = new KeptByPart<readonly NamedFile[]>();

/** The files of the export at an index, its bill of materials first where it has a rootUrl. */
export async function namedFilesOf(
  manifest: OpenManifest,
  index: number,
  signal: AbortSignal,
): Promise<readonly NamedFile[]> {
  const part = manifest.document.exports[index];
  return part ? namedFiles.get(part, () => readNames(manifest, index, signal)) : [];
}

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
