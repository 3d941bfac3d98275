/** Names that are remembered at most, to say how many there was no room for. */
const mostCounted = 100_000;

/** The first of all names that come; the others are counted, as long as there are not too many. */
export class KnownNames {
  readonly #known = new Set<number | string>();
  readonly #others = new Set<number | string>();
  readonly #most: number;
  /** Whether there were more others than were counted. */
  isMore = false;

  constructor(most: number) {
    this.#most = most;
  }

  /** Names that there was no room for. */
  get others(): number {
    return this.#others.size;
  }

  /** Whether it is one of the first. */
  has(name: number | string): boolean {
    if (this.#known.has(name)) return true;
    if (this.#known.size < this.#most) {
      this.#known.add(name);
      return true;
    }
    if (this.#others.size < mostCounted) this.#others.add(name);
    else if (!this.#others.has(name)) this.isMore = true;
    return false;
  }
}
