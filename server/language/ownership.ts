// Which export of a manifest a slice is loaded from when all are loaded: the highest counter that brings it.
import type { ComparedExport, PlaceInExport } from '../../shared/manifest/comparedExport';
import { addDays, daysUntilFinal } from '../../shared/plan/probablyFinal';

/** An export that has its place in the order of loading. */
export interface ExportClaim {
  /** In the file's order. */
  readonly index: number;
  readonly counter: number;
}

/** One listing of a period. */
export interface PeriodClaim extends ExportClaim {
  /** Where the period's id stands. */
  readonly at: PlaceInExport;
  /** allEvents and matched ids, as the numbers of `SliceNumbers`. */
  readonly slices: readonly number[];
}

/** Texts as numbers: allEvents is the empty text, a matched id is itself. */
export type SliceNumbers = (text: string) => number;

/** Who brings what: an index over the exports of one manifest. */
export class Ownership {
  #byCounter: readonly ExportClaim[] | undefined;
  #byPeriod: ReadonlyMap<string, readonly PeriodClaim[]> | undefined;
  /** Of a period the owner of each slice. */
  readonly #owners = new Map<string, ReadonlyMap<number, PeriodClaim>>();

  /** All is made when first asked for: with each letter typed the exports are others. */
  constructor(
    private readonly exports: readonly (ComparedExport | undefined)[],
    private readonly numberOf: SliceNumbers,
  ) {}

  /** The exports with the highest counters, the newest first. */
  newest(most: number): readonly ExportClaim[] {
    return this.#sorted.slice(0, most);
  }

  /** The counter of an export; undefined where it has none. */
  counterOf(index: number): number | undefined {
    return this.exports[index]?.counter?.value;
  }

  /** How many exports are newer than one. */
  newerThan(counter: number): number {
    return this.#sorted.filter(each => each.counter > counter).length;
  }

  /** The listings of a period, by counter. */
  claims(periodId: string): readonly PeriodClaim[] {
    return this.#claims.get(periodId) ?? [];
  }

  /** The last export with the period's allevents, or with its matched events of a page, feature or track type. */
  owner(periodId: string, matchableId: string | undefined): PeriodClaim | undefined {
    return this.#ownersOf(periodId).get(this.numberOf(matchableId ?? ''));
  }

  /**
   * The newest of the exports that bring again all that one listing of a period brings, by its export and where its id
   * stands; undefined while something of it counts.
   */
  supersededBy(
    periodId: string,
    listing: { readonly index: number; readonly start: number },
  ): PeriodClaim | undefined {
    const claim = this.claims(periodId).find(
      ({ index, at }) => index === listing.index && at.start === listing.start,
    );
    if (!claim) return undefined;
    const { slices, counter } = claim;
    const owners = this.#ownersOf(periodId);
    let newest: PeriodClaim | undefined;
    for (const slice of slices) {
      const owner = owners.get(slice);
      if (!owner || owner.counter <= counter) return undefined;
      if (!newest || owner.counter > newest.counter) newest = owner;
    }
    return newest;
  }

  /** The listings of a matched id in any period. */
  uses(matchableId: string): readonly PeriodClaim[] {
    const slice = this.numberOf(matchableId);
    return [...this.#claims.values()].flat().filter(({ slices }) => slices.includes(slice));
  }

  /** Whether an export with the period's allevents finished so late that Pendo has probably finalized it: an estimate. */
  isProbablyFinal(periodId: string): boolean {
    const finalFrom = addDays(periodId, daysUntilFinal).slice(0, 10);
    const allEvents = this.numberOf('');
    return this.claims(periodId).some(({ index, slices }) => {
      const finishTime = this.exports[index]?.finishTime?.value.slice(0, 10);
      return finishTime !== undefined && finishTime >= finalFrom && slices.includes(allEvents);
    });
  }

  /** The highest counter first. */
  get #sorted(): readonly ExportClaim[] {
    return (this.#byCounter ??= [...this.exports.keys()]
      .flatMap(index => {
        const counter = this.counterOf(index);
        return counter === undefined ? [] : [{ index, counter }];
      })
      .sort((a, b) => b.counter - a.counter));
  }

  get #claims(): ReadonlyMap<string, readonly PeriodClaim[]> {
    return (this.#byPeriod ??= this.#claimsByPeriod());
  }

  /** From the lowest counter on. */
  #claimsByPeriod(): ReadonlyMap<string, readonly PeriodClaim[]> {
    const claims = new Map<string, PeriodClaim[]>();
    for (const { index, counter } of this.#sorted.toReversed()) {
      for (const { periodId, slices } of this.exports[index]?.periods ?? []) {
        const claim = { index, counter, at: periodId.at, slices };
        const known = claims.get(periodId.value);
        if (known) known.push(claim);
        else claims.set(periodId.value, [claim]);
      }
    }
    return claims;
  }

  #ownersOf(periodId: string): ReadonlyMap<number, PeriodClaim> {
    const known = this.#owners.get(periodId);
    if (known) return known;
    const owners = new Map<number, PeriodClaim>();
    for (const claim of this.claims(periodId)) {
      for (const slice of claim.slices) owners.set(slice, claim);
    }
    this.#owners.set(periodId, owners);
    return owners;
  }
}
