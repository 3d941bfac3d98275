import type { Verb } from '../verb';
import { lsVerb } from './ls';
import { queryVerb } from './query';
import { showVerb } from './show';
import { simulateVerb } from './simulate';
import { syncVerb } from './sync';

/** The verbs, in the order of a user's day. */
export const verbs: readonly Verb[] = [simulateVerb, lsVerb, showVerb, syncVerb, queryVerb];
