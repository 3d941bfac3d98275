// How many different texts there are: exactly while they are few, then by HyperLogLog.

const mostExact = 4096;
const registerBits = 12;
const registers = 1 << registerBits;

/** Counts different texts in constant memory. */
export class DistinctCounter {
  readonly #exact = new Set<string>();
  #registers: Uint8Array | undefined;

  add(text: string): void {
    if (this.#registers) return this.#note(this.#registers, text);
    this.#exact.add(text);
    if (this.#exact.size <= mostExact) return;
    this.#registers = new Uint8Array(registers);
    for (const known of this.#exact) this.#note(this.#registers, known);
    this.#exact.clear();
  }

  /** False: `count` is an estimate, about 2 % off. */
  get isExact(): boolean {
    return this.#registers === undefined;
  }

  get count(): number {
    return this.#registers ? estimate(this.#registers) : this.#exact.size;
  }

  #note(found: Uint8Array, text: string): void {
    const hash = hashOf(text);
    const place = hash >>> (32 - registerBits);
    // The marker bit ends the count where all bits after the place are zero.
    const zeros = Math.clz32((hash << registerBits) | (1 << (registerBits - 1))) + 1;
    if (zeros > (found[place] ?? 0)) found[place] = zeros;
  }
}

function estimate(found: Uint8Array): number {
  let sum = 0;
  let empty = 0;
  for (const zeros of found) {
    sum += 2 ** -zeros;
    if (zeros === 0) empty++;
  }
  const bias = 0.7213 / (1 + 1.079 / registers);
  const raw = (bias * registers * registers) / sum;
  if (raw <= 2.5 * registers && empty > 0)
    return Math.round(registers * Math.log(registers / empty));
  // 32 bits of hash meet each other when there are many.
  const hashes = 2 ** 32;
  return Math.round(raw < hashes / 30 ? raw : -hashes * Math.log(1 - raw / hashes));
}

/** FNV-1a, its bits mixed once more: the leading ones choose the register. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
