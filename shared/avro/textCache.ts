// Titles, names and cities beyond ASCII come again and again, and turning UTF-8 into text costs several times a comparison.

/** Longer texts seldom repeat. */
const maxBytes = 96;
const slots = 2048;

/** Texts that were decoded lately, by their bytes; the memory is taken with the first of them. */
export class TextCache {
  readonly #texts: string[] = [];
  #bytes: DataView | undefined;
  #lengths = new Uint8Array(0);

  /** The text of the `length` bytes at `start`, if it is here. */
  find(view: DataView, start: number, length: number): string | undefined {
    if (!this.#bytes || length > maxBytes || length < 4) return undefined;
    const slot = slotOf(view, start, length);
    if (this.#lengths[slot] !== length) return undefined;
    const own = slot * maxBytes;
    const last = length - 4;
    // Four bytes at a time, the last four maybe twice.
    for (let index = 0; index < last; index += 4) {
      if (this.#bytes.getInt32(own + index) !== view.getInt32(start + index)) return undefined;
    }
    if (this.#bytes.getInt32(own + last) !== view.getInt32(start + last)) return undefined;
    return this.#texts[slot];
  }

  /** Remembers a text in the place of another. */
  keep(view: DataView, start: number, text: string, length: number): void {
    if (length > maxBytes || length < 4) return;
    this.#bytes ??= this.#begin();
    const slot = slotOf(view, start, length);
    const own = slot * maxBytes;
    for (let index = 0; index < length; index++) {
      this.#bytes.setUint8(own + index, view.getUint8(start + index));
    }
    this.#lengths[slot] = length;
    this.#texts[slot] = text;
  }

  #begin(): DataView {
    this.#lengths = new Uint8Array(slots);
    for (let slot = 0; slot < slots; slot++) this.#texts.push('');
    return new DataView(new ArrayBuffer(slots * maxBytes));
  }
}

/** A slot by the first and last four bytes and the length. */
function slotOf(view: DataView, start: number, length: number): number {
  const ends = view.getInt32(start) ^ Math.imul(view.getInt32(start + length - 4), 0x85ebca6b);
  const mixed = Math.imul(ends ^ (ends >>> 15) ^ length, 0x9e3779b1);
  return (mixed >>> 16) & (slots - 1);
}
