import type { Verb } from '../verb';
import { lsVerb } from './ls';
import { queryVerb } from './query';

/** The verbs, in the order of a user's day. */
export const verbs: readonly Verb[] = [lsVerb, queryVerb];
