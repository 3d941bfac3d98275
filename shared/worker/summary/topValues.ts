/** After so many texts those that came rarely are let go. */
const bucket = 4096;
const shown = 10;

/** The most frequent texts: exact while there are few different ones, else by lossy counting. */
export class TopValues {
  readonly #counts = new Map<string, number>();
  #sinceCut = 0;

  add(text: string): void {
    this.#counts.set(text, (this.#counts.get(text) ?? 0) + 1);
    this.#sinceCut++;
    if (this.#counts.size > bucket && this.#sinceCut > bucket) this.#cut();
  }

  /** The most frequent first. */
  top(): readonly { readonly text: string; readonly count: number }[] {
    return [...this.#counts]
      .map(([text, count]) => ({ text, count }))
      .sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1))
      .slice(0, shown);
  }

  /** Every text loses one occurrence, as often as it takes to be rid of the rare ones. */
  #cut(): void {
    this.#sinceCut = 0;
    for (const [text, count] of this.#counts) if (count <= 1) this.#counts.delete(text);
    if (this.#counts.size <= bucket) return;
    const counts = [...this.#counts.values()].sort((a, b) => b - a);
    const least = counts[bucket / 2] ?? 1;
    for (const [text, count] of this.#counts) if (count <= least) this.#counts.delete(text);
  }
}
