/**
 * A map that keeps the entries used last, together at most `most` by weight and always the newest,
 * and tells `onDrop` of those it lets go.
 */
export class LruMap<K, V> {
  readonly #entries = new Map<K, V>();
  readonly #most: number;
  readonly #onDrop: (value: V) => void;
  readonly #weightOf: (value: V) => number;
  #weight = 0;

  constructor(
    most: number,
    onDrop: (value: V) => void = () => undefined,
    weightOf: (value: V) => number = () => 1,
  ) {
    this.#most = most;
    this.#onDrop = onDrop;
    this.#weightOf = weightOf;
  }

  /** The entry, which is now the one used last. */
  get(key: K): V | undefined {
    const value = this.#entries.get(key);
    if (value === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, value);
    return value;
  }

  /** The entry, which grows no younger by it. */
  peek(key: K): V | undefined {
    return this.#entries.get(key);
  }

  /** The entry of the key, made by `make` when there is none. */
  getOrAdd(key: K, make: () => V): V {
    const known = this.get(key);
    if (known !== undefined) return known;
    const value = make();
    this.#add(key, value);
    return value;
  }

  /** All entries, none of which grows younger by it. */
  values(): IterableIterator<V> {
    return this.#entries.values();
  }

  /** Puts an entry in the place of the one there may be. */
  set(key: K, value: V): void {
    this.delete(key);
    this.#add(key, value);
  }

  /** Lets one entry go. */
  delete(key: K): void {
    const value = this.#entries.get(key);
    if (value === undefined) return;
    this.#entries.delete(key);
    this.#weight -= this.#weightOf(value);
    this.#onDrop(value);
  }

  /** Lets all entries go. */
  clear(): void {
    const values = [...this.#entries.values()];
    this.#entries.clear();
    this.#weight = 0;
    for (const value of values) this.#onDrop(value);
  }

  #add(key: K, value: V): void {
    this.#entries.set(key, value);
    this.#weight += this.#weightOf(value);
    for (const oldest of this.#entries.keys()) {
      if (this.#weight <= this.#most || this.#entries.size === 1) return;
      this.delete(oldest);
    }
  }
}
