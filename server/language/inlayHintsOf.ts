// What stands beside a value without being text: sizes as people read them, and who replaces a period.
import { InlayHintKind, type InlayHint } from 'vscode-languageserver';

import type { ManifestEntry } from '../../shared/manifest/types';
import { bytesText } from '../../shared/util/humanText';
import type { OpenManifest } from '../openManifest';
import { nodeRange } from '../ranges';

/** The hints between two offsets. */
export function inlayHintsOf(
  manifest: OpenManifest,
  { start, end }: { readonly start: number; readonly end: number },
  signal: AbortSignal,
): InlayHint[] {
  const { json } = manifest;
  const isSeen = (node: number): boolean => json.start(node) < end && start < json.end(node);
  return manifest.entries
    .filter(entry => isSeen(entry.at))
    .flatMap(entry => {
      signal.throwIfAborted();
      return hintsOfEntry(manifest, entry, isSeen);
    });
}

function hintsOfEntry(
  { json, ownership }: OpenManifest,
  entry: ManifestEntry,
  isSeen: (node: number) => boolean,
): InlayHint[] {
  const hints: InlayHint[] = [];
  const add = (node: number, label: string): void => {
    const position = nodeRange(json, node).end;
    if (isSeen(node)) {
      hints.push({ position, label, kind: InlayHintKind.Type, paddingLeft: true });
    }
  };
  if (entry.storageSize !== null) {
    add(json.property(entry.at, 'storageSize'), bytesText(entry.storageSize));
  }
  for (const period of entry.periods) {
    if (!isSeen(period.at)) continue;
    const newer = ownership.supersededBy({ entry, period });
    if (newer) add(json.property(period.at, 'periodId'), `superseded by ${newer.counter}`);
  }
  return hints;
}
