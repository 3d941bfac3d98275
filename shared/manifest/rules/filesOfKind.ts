import type { ExportView } from '../exportView';
import type { AvroFileFact, ManifestFacts } from '../facts';
import type { RuleFinding } from '../rule';

/** The listed files that could not be read for one reason, with what was said of them. */
export function* filesOfKind(
  { rootUrl, files: { paths, nodes } }: ExportView,
  facts: ManifestFacts,
  kind: Exclude<AvroFileFact['kind'], 'read'>,
): Iterable<RuleFinding> {
  const exportId = rootUrl?.exportId ?? facts.exportId;
  if (!facts.avroFile || exportId === undefined) return;
  for (let index = 0; index < paths.length; index++) {
    const file = facts.avroFile(exportId, paths[index] ?? '');
    if (file?.kind === kind) yield { place: nodes[index] ?? -1, message: file.message };
  }
}
