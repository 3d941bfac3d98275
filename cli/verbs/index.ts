import type { Verb } from '../verb';

/** The verbs, in the order of a user's day. */
export const verbs: readonly Verb[] = [];
