// Every part of the simulated world draws from a stream of its own, named by what it is for, so that
// one part's draws never shift another's: the events of a day are the same however many days there are.
import { SeededRandom } from '../util/seededRandom';

/** A stream of random numbers that depends on the seed and on the names, and on nothing else. */
export function randomFor(
  seed: number,
  ...names: readonly [string, ...(string | number)[]]
): SeededRandom {
  return new SeededRandom(hashOf(`${seed}|${names.join('|')}`));
}

/** 32 bits of FNV-1a with a final mix, so that names which differ in one digit give unlike streams. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
