/** Writes the last `count` decimal digits of a non-negative safe integer, with leading zeros. */
export function writeDigits(heap: Uint8Array, at: number, count: number, value: number): void {
  let rest = value;
  for (let i = at + count - 1; i >= at; i--) {
    const tens = Math.floor(rest / 10);
    heap[i] = 0x30 + (rest - tens * 10);
    rest = tens;
  }
}

/** Writes a text of ASCII characters and returns its length. */
export function writeAscii(heap: Uint8Array, at: number, text: string): number {
  for (let i = 0; i < text.length; i++) heap[at + i] = text.charCodeAt(i);
  return text.length;
}
