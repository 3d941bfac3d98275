// What stops a plan: a manifest whose counters cannot be trusted.
import { DataSyncError } from '../errors';
import type { ManifestEntry } from '../manifest/types';
import type { Ledger } from './ledger';
import type { Selection } from './loadPlan';

/** Throws `plan.duplicate-counter` or `plan.other-manifest`; `ascending` is sorted by counter. */
export function requireSoundManifest(
  ascending: readonly ManifestEntry[],
  ledger: Ledger,
  selection: Selection,
  manifest: string,
): void {
  for (const [index, entry] of ascending.entries()) {
    const twin = ascending[index + 1];
    if (twin?.counter === entry.counter) throw duplicateCounter(entry, twin, manifest);
    const known = ledger.exports.get(entry.counter);
    if (known !== undefined && known !== entry.exportId && selection.adopt !== true) {
      throw otherManifest(entry, known, manifest);
    }
  }
}

function duplicateCounter(a: ManifestEntry, b: ManifestEntry, manifest: string): DataSyncError {
  return new DataSyncError(
    'plan.duplicate-counter',
    `${manifest} uses counter ${a.counter} twice, for ${a.rootUrl} and ${b.rootUrl}: ` +
      'which of them is newer cannot be told; nothing was changed. Ask Pendo, or take one entry out of a copy of the manifest',
    { counter: a.counter, rootUrls: [a.rootUrl, b.rootUrl] },
  );
}

function otherManifest(entry: ManifestEntry, known: string, manifest: string): DataSyncError {
  const { counter, exportId } = entry;
  return new DataSyncError(
    'plan.other-manifest',
    `counter ${counter} of ${manifest} is export ${exportId}, but the database holds it as export ${known}: ` +
      'the destination was made anew, or another one holds the same application. Nothing was changed. ' +
      'Use another --db, or --adopt if both are the same data',
    { counter, exportId, known },
  );
}
