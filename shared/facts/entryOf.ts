import type { ManifestEntryFact } from '../manifest/facts';
import type { ManifestDocument } from '../manifest/manifestDocument';
import { finishInTurns } from '../util/steps';

/** The entry of an export in a manifest; undefined where there is none that can be read. */
export async function entryOf(
  manifest: ManifestDocument,
  exportId: string,
  signal?: AbortSignal,
): Promise<ManifestEntryFact | undefined> {
  await finishInTurns(manifest.loading(), signal);
  const index = manifest.exports.findIndex(each => each.exportId === exportId);
  const part = manifest.exports[index];
  if (!part) return undefined;
  const document = await finishInTurns(part.loading(), signal);
  const { node } = part;
  return document.isBroken(node) ? undefined : { document, node, place: manifest.placeOf(index) };
}
