import { blockBytes, missingRuns, type BlockRun } from './blocks';
import type { BlockKey, RangeCache } from './rangeCache';

/** An object of which blocks are read. */
export type CachedObject = Omit<BlockKey, 'start'>;

/** The bytes of a run of blocks: what the cache has not, `fetch` brings, and is in the cache from then on. */
export async function readThrough(
  cache: RangeCache,
  object: CachedObject,
  { first, next }: BlockRun,
  fetch: (start: number, end: number) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const base = first * blockBytes;
  const bytes = new Uint8Array(Math.min(next * blockBytes, object.size) - base);
  const known = new Set<number>();
  const blocks = Array.from({ length: next - first }, (_, i) => first + i);
  const place = (block: number) => {
    const at = block * blockBytes - base;
    return bytes.subarray(at, at + blockBytes);
  };
  await Promise.all(
    blocks.map(async block => {
      const cached = await cache.read({ ...object, start: block * blockBytes });
      if (cached?.length !== place(block).length) return;
      place(block).set(cached);
      known.add(block);
    }),
  );
  const missing = missingRuns({ first, next }, block => known.has(block));
  await Promise.all(
    missing.map(async run => {
      const start = run.first * blockBytes;
      const end = Math.min(run.next * blockBytes, object.size);
      bytes.set(await fetch(start, end), start - base);
      const fetched = blocks.filter(block => block >= run.first && block < run.next);
      await Promise.all(
        fetched.map(block => cache.write({ ...object, start: block * blockBytes }, place(block))),
      );
    }),
  );
  return bytes;
}
