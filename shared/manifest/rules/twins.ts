/** Each item whose key an earlier item has too, with that first one; undefined keys have no twins. */
export function* twins<T, K>(
  items: Iterable<T>,
  keyOf: (item: T) => K | undefined,
): Iterable<readonly [item: T, first: T]> {
  const firsts = new Map<K, T>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, item);
    else yield [item, first];
  }
}
