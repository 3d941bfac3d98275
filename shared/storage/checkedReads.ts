import { createHash } from 'node:crypto';

import { notAsStored } from './notAsStored';
import type { OpenObject } from './objectStore';

/**
 * Reads an object; where it is read from its first byte to its last, in order, its bytes are held against the MD5 that its
 * service keeps: the last read fails with `storage.read-failed` where they differ. `shown` names it in the message.
 */
export function checkedReads(object: OpenObject, shown: string): OpenObject['read'] {
  const { md5, size } = object;
  if (md5 === undefined) return (start, end, signal) => object.read(start, end, signal);
  const digest = new WholeDigest({ shown, size, md5 });
  return (start, end, signal) =>
    digest.follow(start, Math.min(end, size), object.read(start, end, signal));
}

/** An object whose service keeps the MD5 of its bytes. */
interface DigestedObject {
  /** `s3://bucket/path/of/it`, for the message. */
  readonly shown: string;
  /** Bytes. */
  readonly size: number;
  /** Hexadecimal. */
  readonly md5: string;
}

/** Holds an object that is read from its first byte to its last, in order, against the MD5 that the service keeps. */
class WholeDigest {
  readonly #hash = createHash('md5');
  /** Where a read begins that goes on. */
  #next = 0;
  /** Whether the hash knows all bytes before that. */
  #known = Promise.resolve(true);

  constructor(readonly object: DigestedObject) {}

  /**
   * The bytes of a read that has just begun, handed out when those before them have been. What leaves a gap or goes back
   * is not looked at; the read that comes to the end fails where the bytes are not those that were stored.
   */
  async follow(start: number, end: number, reading: Promise<Uint8Array>): Promise<Uint8Array> {
    if (start !== this.#next) return reading;
    this.#next = end;
    const known = this.#take(this.#known, reading);
    this.#known = known;
    const bytes = await reading;
    if ((await known) && end === this.object.size) this.#compare();
    return bytes;
  }

  async #take(before: Promise<boolean>, reading: Promise<Uint8Array>): Promise<boolean> {
    try {
      const [isKnown, bytes] = await Promise.all([before, reading]);
      if (isKnown) this.#hash.update(bytes);
      return isKnown;
    } catch {
      // Whoever reads is told; what comes after it is no longer all.
      return false;
    }
  }

  #compare(): void {
    const { shown, md5 } = this.object;
    const found = this.#hash.digest('hex');
    if (found === md5) return;
    throw notAsStored(
      { shown, path: shown, found, expected: md5 },
      'Read it again, past the cache of ranges (--no-cache, or the setting cacheSize); where it stays so, upload it again',
    );
  }
}
