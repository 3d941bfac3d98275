// `--adopt`: the user says that exports which the ledger knows under other ids are the same data.
import type { Engine } from '../engine/engine';
import type { ManifestEntry } from '../manifest/types';
import type { Ledger } from '../plan/ledger';

/**
 * Writes the manifest's ids into the ledger, so that later runs need not be told again and `verify`
 * looks for the files where they are now. Counters that the ledger does not know stay unknown.
 */
export async function adoptExports(
  engine: Engine,
  entries: readonly Pick<ManifestEntry, 'counter' | 'exportId'>[],
  ledger: Ledger,
): Promise<void> {
  const renamed = entries.filter(({ counter, exportId }) => {
    const known = ledger.exports.get(counter);
    return known !== undefined && known !== exportId;
  });
  if (renamed.length === 0) return;
  await engine.transaction(async () => {
    for (const { counter, exportId } of renamed) {
      for (const table of ['_pds_exports', '_pds_slices', '_pds_files']) {
        engine.run(`UPDATE "${table}" SET "exportId" = ? WHERE "counter" = ?`, [exportId, counter]);
      }
    }
  });
}
