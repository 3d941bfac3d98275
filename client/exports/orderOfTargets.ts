// Exports that are selected in a table → what a sync is asked for. No editor needed but for its language.
import * as vscode from 'vscode';

import type { ExportTarget } from '../../shared/protocol/exportsTable';
import { locationBelow } from '../../shared/storage/location';
import { exportsPart, type SyncOrder } from '../sync/syncOrder';

/** The order, manifest by manifest; undefined where none of them has an export that could be loaded. */
export function orderOfTargets(targets: readonly ExportTarget[]): SyncOrder | undefined {
  const loadable = targets.filter(({ counter, isWhole }) => counter !== null || isWhole);
  const chosen = new Map<string, number[]>();
  for (const { place, counter } of loadable) {
    const location = locationBelow(place.destination, place.manifest.path);
    const counters = chosen.get(location) ?? [];
    if (counter !== null) counters.push(counter);
    chosen.set(location, counters);
  }
  if (chosen.size === 0) return undefined;
  const parts = Array.from(chosen, ([destination, counters]) =>
    counters.length === 0 ? { destination } : exportsPart(destination, counters),
  );
  return { name: nameOfTargets(loadable), parts };
}

/** `Acme Web #418`, `Acme Web #418 and 3 more`. */
export function nameOfTargets(targets: readonly ExportTarget[]): string {
  const [first, ...others] = targets;
  if (!first) return '';
  const name = first.counter === null ? first.name : `${first.name} #${first.counter}`;
  return others.length === 0
    ? name
    : vscode.l10n.t('{0} and {1} more', name, String(others.length));
}
