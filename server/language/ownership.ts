// Which export of a manifest a slice is loaded from when all are loaded: the highest counter that brings it.
import type { ManifestEntry, Period } from '../../shared/manifest/types';

/** One listing of a period, and the export that lists it. */
export interface PeriodClaim {
  readonly entry: ManifestEntry;
  readonly period: Period;
}

/** Who brings what: an index over the exports of one manifest. */
export class Ownership {
  readonly #claims = new Map<string, PeriodClaim[]>();
  readonly #allEvents = new Map<string, PeriodClaim>();
  readonly #matched = new Map<string, Map<string, PeriodClaim>>();

  constructor(entries: readonly ManifestEntry[]) {
    for (const entry of [...entries].sort((a, b) => a.counter - b.counter)) {
      for (const period of entry.periods) this.#add({ entry, period });
    }
  }

  /** The exports that list a period, by counter. */
  claims(periodId: string): readonly PeriodClaim[] {
    return this.#claims.get(periodId) ?? [];
  }

  /** The last export with the period's allevents. */
  allEventsOwner(periodId: string): PeriodClaim | undefined {
    return this.#allEvents.get(periodId);
  }

  /** The last export with the period's matched events of a page, feature or track type. */
  matchedOwner(periodId: string, matchableId: string): PeriodClaim | undefined {
    return this.#matched.get(periodId)?.get(matchableId);
  }

  /** The newest of the exports that bring again all that this one lists of the period; undefined while something of it counts. */
  supersededBy({ entry, period }: PeriodClaim): ManifestEntry | undefined {
    const { periodId, allEvents, matched } = period;
    let newest: ManifestEntry | undefined;
    const isOwned = (owner: PeriodClaim | undefined): boolean => {
      if (!owner || owner.entry.counter <= entry.counter) return true;
      if (!newest || owner.entry.counter > newest.counter) newest = owner.entry;
      return false;
    };
    if (allEvents && isOwned(this.allEventsOwner(periodId))) return undefined;
    const counts = matched.some(files => isOwned(this.matchedOwner(periodId, files.matchableId)));
    return counts ? undefined : newest;
  }

  #add(claim: PeriodClaim): void {
    const { periodId, allEvents, matched } = claim.period;
    const claims = this.#claims.get(periodId);
    if (claims) claims.push(claim);
    else this.#claims.set(periodId, [claim]);
    if (allEvents) this.#allEvents.set(periodId, claim);
    if (matched.length === 0) return;
    const owners = this.#matched.get(periodId) ?? new Map<string, PeriodClaim>();
    this.#matched.set(periodId, owners);
    for (const { matchableId } of matched) owners.set(matchableId, claim);
  }
}
