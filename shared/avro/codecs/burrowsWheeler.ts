// Sorts the rotations of a text by prefixes of length 1, 2, 4, … with counting sort, so that no input makes it slow.

/** Where each rotation of the bytes begins, in the order of the rotations. */
export function rotationsInOrder(bytes: Uint8Array): Int32Array {
  const length = bytes.length;
  let order: Int32Array = countingSort(
    Int32Array.from({ length }, (_, index) => index),
    bytes,
    256,
  );
  let ranks = ranked(order, start => [bytes[start] ?? 0, 0]);
  for (let prefix = 1; prefix < length && ranks.count < length; prefix *= 2) {
    const { rankOf } = ranks;
    // Sorted by their second halves already: those are the rotations `prefix` further on.
    const shifted = order.map(start => (start < prefix ? start - prefix + length : start - prefix));
    order = countingSort(shifted, rankOf, ranks.count);
    ranks = ranked(order, start => [rankOf[start] ?? 0, rankOf[(start + prefix) % length] ?? 0]);
  }
  return order;
}

/** The starts in the order of their keys; equal keys keep their order. */
function countingSort(
  starts: Int32Array,
  keys: Uint8Array | Int32Array,
  keyCount: number,
): Int32Array<ArrayBuffer> {
  const next = new Int32Array(keyCount + 1);
  for (const key of keys) next[key + 1] = (next[key + 1] ?? 0) + 1;
  for (let key = 0; key < keyCount; key++) next[key + 1] = (next[key + 1] ?? 0) + (next[key] ?? 0);
  const sorted = new Int32Array(starts.length);
  for (const start of starts) {
    const key = keys[start] ?? 0;
    const place = next[key] ?? 0;
    sorted[place] = start;
    next[key] = place + 1;
  }
  return sorted;
}

/** Equal ranks for equal keys, rising in the given order. */
function ranked(
  order: Int32Array,
  keyOf: (start: number) => readonly [number, number],
): { rankOf: Int32Array; count: number } {
  const rankOf = new Int32Array(order.length);
  let count = 0;
  let before: readonly [number, number] = [-1, -1];
  for (const start of order) {
    const key = keyOf(start);
    if (key[0] !== before[0] || key[1] !== before[1]) count++;
    before = key;
    rankOf[start] = count - 1;
  }
  return { rankOf, count };
}
