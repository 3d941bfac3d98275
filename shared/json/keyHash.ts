/** Hash of a member's name, 27 bits: names are compared by it before their text is looked at. */
export function keyHash(name: string): number {
  let hash = 0;
  for (let at = 0; at < name.length; at++) hash = nextKeyHash(hash, name.charCodeAt(at));
  return foldKeyHash(hash);
}

/** The hash with one more UTF-16 unit. */
export function nextKeyHash(hash: number, code: number): number {
  return (Math.imul(hash, 31) + code) | 0;
}

/** The 27 bits that a node has room for. */
export function foldKeyHash(hash: number): number {
  return (hash ^ (hash >>> 27)) & 0x7ffffff;
}
