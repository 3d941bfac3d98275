// Writes on their way to a second thread: a ring in shared memory, one producer and one consumer.

/** Bytes that one slot takes; longer writes take several. */
export const slotBytes = 16384;
/** 16 MB: as much as is written while the consumer waits for the disk. */
const slots = 1024;
const errorBytes = 4096;
/** Waking the other thread costs more than a write, so it is woken for several. A drain wakes it for the rest. */
const wakeEvery = 32;

/** The two sides' counters and flags, each a 32-bit integer. */
const place = { produced: 0, consumed: 1, failed: 2, errorLength: 3 } as const;

/** One write in the ring. */
export interface QueuedWrite {
  readonly handle: number;
  readonly position: number;
  readonly length: number;
}

/** How long one side waits for a sign of life of the other. */
const patience = 60_000;

/** Both sides' view of the ring. The producer puts, the consumer takes in the same order. */
export class PageQueue {
  readonly #control: Int32Array;
  readonly #headers: Float64Array;
  readonly #error: Uint8Array;
  readonly #data: Uint8Array;

  constructor(readonly memory: SharedArrayBuffer = new SharedArrayBuffer(memoryBytes)) {
    this.#control = new Int32Array(memory, 0, 4);
    this.#headers = new Float64Array(memory, 16, slots * 3);
    this.#error = new Uint8Array(memory, 16 + slots * 24, errorBytes);
    this.#data = new Uint8Array(memory, 16 + slots * 24 + errorBytes, slots * slotBytes);
  }

  /** Producer: puts a write of at most `slotBytes`, waiting for a free slot. */
  put(handle: number, bytes: Uint8Array, position: number): void {
    const produced = Atomics.load(this.#control, place.produced);
    if (this.#pending === slots) this.#waitUntil(() => this.#pending < slots);
    const slot = slotOf(produced);
    this.#headers[slot * 3] = handle;
    this.#headers[slot * 3 + 1] = position;
    this.#headers[slot * 3 + 2] = bytes.length;
    this.#data.set(bytes, slot * slotBytes);
    Atomics.store(this.#control, place.produced, (produced + 1) | 0);
    if ((produced + 1) % wakeEvery === 0) this.#wake();
  }

  /** Producer: returns when the consumer has taken everything. */
  drain(): void {
    this.#wake();
    this.#waitUntil(() => this.#pending === 0);
  }

  /** Producer: whether a write that still waits touches these bytes of the file. */
  touches(handle: number, start: number, end: number): boolean {
    const produced = Atomics.load(this.#control, place.produced);
    // Read once: the consumer moves on meanwhile, and what it passes keeps its header until we put again.
    let at = Atomics.load(this.#control, place.consumed);
    for (; at !== produced; at = (at + 1) | 0) {
      const write = this.#header(slotOf(at));
      if (write.handle !== handle) continue;
      if (write.position < end && write.position + write.length > start) return true;
    }
    return false;
  }

  /** Producer: the failure that the consumer met, once; writes behind it were dropped. Drain first. */
  takeError(): Error | undefined {
    if (Atomics.load(this.#control, place.failed) === 0) return undefined;
    const length = Atomics.load(this.#control, place.errorLength);
    const text = Buffer.from(this.#error.slice(0, length)).toString();
    Atomics.store(this.#control, place.failed, 0);
    const { code, message } = JSON.parse(text) as { code: string; message: string };
    return Object.assign(new Error(message), { code });
  }

  /** Whether anything waits. */
  get isEmpty(): boolean {
    return this.#pending === 0;
  }

  /** Consumer: sleeps until there is a write, then gives it with those that follow on it in file and memory. */
  next(): QueuedWrite & { readonly bytes: Uint8Array; readonly count: number } {
    const consumed = Atomics.load(this.#control, place.consumed);
    // A call to wake up may be about a write that was taken along with the one before it.
    while (this.isEmpty) Atomics.wait(this.#control, place.produced, consumed);
    const slot = slotOf(consumed);
    const { handle, position, length } = this.#header(slot);
    let total = length;
    let count = 1;
    while (count < this.#pending && total === count * slotBytes && slot + count < slots) {
      const following = this.#header(slot + count);
      if (following.handle !== handle || following.position !== position + total) break;
      total += following.length;
      count++;
    }
    const start = slot * slotBytes;
    return {
      handle,
      position,
      length: total,
      bytes: this.#data.subarray(start, start + total),
      count,
    };
  }

  /** Consumer: the writes are done. */
  done(count: number): void {
    Atomics.add(this.#control, place.consumed, count);
    Atomics.notify(this.#control, place.consumed);
  }

  /** Consumer: whether a failure waits for the producer; then writes are dropped. */
  get hasFailed(): boolean {
    return Atomics.load(this.#control, place.failed) !== 0;
  }

  fail(error: unknown): void {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'EIO';
    const message = (error instanceof Error ? error.message : String(error)).slice(0, 1000);
    const text = Buffer.from(JSON.stringify({ code, message }));
    this.#error.set(text.subarray(0, errorBytes));
    Atomics.store(this.#control, place.errorLength, text.length);
    Atomics.store(this.#control, place.failed, 1);
  }

  get #pending(): number {
    const { produced, consumed } = place;
    return (Atomics.load(this.#control, produced) - Atomics.load(this.#control, consumed)) | 0;
  }

  #wake(): void {
    Atomics.notify(this.#control, place.produced);
  }

  #header(slot: number): QueuedWrite {
    const [headers, at] = [this.#headers, slot * 3];
    return {
      handle: headers[at] ?? 0,
      position: headers[at + 1] ?? 0,
      length: headers[at + 2] ?? 0,
    };
  }

  #waitUntil(isReached: () => boolean): void {
    while (!isReached()) {
      const consumed = Atomics.load(this.#control, place.consumed);
      if (isReached()) return;
      const answer = Atomics.wait(this.#control, place.consumed, consumed, patience);
      if (answer === 'timed-out') {
        throw Object.assign(new Error('the writing thread does not answer'), { code: 'EIO' });
      }
    }
  }
}

const memoryBytes = 16 + slots * 24 + errorBytes + slots * slotBytes;

/** Counters run on through the sign. */
function slotOf(counter: number): number {
  return (counter >>> 0) % slots;
}
