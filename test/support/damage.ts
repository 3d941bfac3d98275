// Damage as disks, networks and hands do it to files and texts.
import type { SeededRandom } from '../../shared/util/seededRandom';

/** Half of them end at some byte, in the others a few bytes are not what they were. */
export function damagedBytes(bytes: Uint8Array, random: SeededRandom): Uint8Array {
  if (random.chance(0.5)) return bytes.slice(0, random.below(bytes.length));
  const damaged = bytes.slice();
  for (let count = random.between(1, 20); count > 0; count--) {
    const at = random.below(bytes.length);
    damaged[at] = (damaged[at] ?? 0) ^ (1 << random.below(8));
  }
  return damaged;
}

/** Replaces `start` to `end` of a text. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** An edit that breaks more often than it mends: single characters, pieces taken out, pieces put in again. */
export function randomEdit(text: string, random: SeededRandom): TextEdit {
  const start = random.below(text.length + 1);
  if (random.chance(0.5)) {
    return { start, end: start, newText: random.pick([...'{}[]",:/\\*\n 0a🚀']) };
  }
  const end = Math.min(text.length, start + random.below(random.chance(0.2) ? 2000 : 4));
  const from = random.below(text.length + 1);
  const newText = random.chance(0.3) ? text.slice(from, from + random.below(1000)) : '';
  return { start, end, newText };
}
