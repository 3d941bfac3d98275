/** A map that keeps its `most` entries used last and tells `onDrop` of those it lets go. */
export class LruMap<K, V> {
  readonly #entries = new Map<K, V>();
  readonly #most: number;
  readonly #onDrop: (value: V) => void;

  constructor(most: number, onDrop: (value: V) => void = () => undefined) {
    this.#most = most;
    this.#onDrop = onDrop;
  }

  get(key: K): V | undefined {
    const value = this.#entries.get(key);
    if (value === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, value);
    return value;
  }

  /** The entry of the key, made by `make` when there is none. */
  getOrAdd(key: K, make: () => V): V {
    const known = this.get(key);
    if (known !== undefined) return known;
    const value = make();
    this.#entries.set(key, value);
    if (this.#entries.size > this.#most) this.#dropOldest();
    return value;
  }

  /** Lets all entries go. */
  clear(): void {
    const values = [...this.#entries.values()];
    this.#entries.clear();
    for (const value of values) this.#onDrop(value);
  }

  #dropOldest(): void {
    const [oldest] = this.#entries;
    if (!oldest) return;
    this.#entries.delete(oldest[0]);
    this.#onDrop(oldest[1]);
  }
}
