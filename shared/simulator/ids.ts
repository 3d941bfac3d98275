// Ids as Pendo's look: long numbers as strings, base64url words, UUIDs.
import type { SeededRandom } from '../util/seededRandom';

import { randomFor } from './seeds';

const base64url = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** A subscription's id: near 2^53; the first one is 2^53 + 1, which no double can hold. */
export function subscriptionIdOf(seed: number, index: number): string {
  if (index === 0) return '9007199254740993';
  return `${4 + (index % 5)}${digits(randomFor(seed, 'subscription', index), 15)}`;
}

/** An application's id: the first is negative; they repeat in each subscription, as ids may. */
export function applicationIdOf(seed: number, index: number): string {
  if (index === 0) return '-323232';
  return `5${digits(randomFor(seed, 'application', index), 15)}`;
}

/** About what follows the slash in `Page/<id>`: 27 characters that may begin with a dash. */
export function matchableIdFrom(random: SeededRandom): string {
  return wordFrom(random, 27);
}

/** Characters of the base64url alphabet. */
export function wordFrom(random: SeededRandom, length: number): string {
  let word = '';
  while (word.length < length) word += base64url.charAt(random.below(64));
  return word;
}

/** A UUID of version 4. */
export function uuidFrom(random: SeededRandom): string {
  const hex = (length: number) => {
    let text = '';
    while (text.length < length) text += random.below(16).toString(16);
    return text;
  };
  const variant = '89ab'.charAt(random.below(4));
  return `${hex(8)}-${hex(4)}-4${hex(3)}-${variant}${hex(3)}-${hex(12)}`;
}

function digits(random: SeededRandom, length: number): string {
  let text = '';
  while (text.length < length) text += random.below(10);
  return text;
}
