import type { ExportPart } from '../shared/manifest/exportPart';

/** What is derived from one export alone, in places relative to it: kept while its text stays the same. */
export class KeptByPart<T> {
  readonly #kept = new WeakMap<ExportPart, T>();

  /** What is kept, or else what `derive` makes. */
  async get(part: ExportPart, derive: () => Promise<T>): Promise<T> {
    const known = this.#kept.get(part);
    if (known !== undefined) return known;
    const derived = await derive();
    this.#kept.set(part, derived);
    return derived;
  }
}
