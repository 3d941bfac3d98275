import type { Verb } from '../verb';
import { downloadVerb } from './download';
import { languageServerVerb } from './languageServer';
import { lsVerb } from './ls';
import { mcpVerb } from './mcp';
import { planVerb } from './plan';
import { queryVerb } from './query';
import { showVerb } from './show';
import { simulateVerb } from './simulate';
import { syncVerb } from './sync';
import { validateVerb } from './validate';
import { verifyVerb } from './verify';

/** The verbs, in the order of a user's day. */
export const verbs: readonly Verb[] = [
  simulateVerb,
  validateVerb,
  lsVerb,
  showVerb,
  planVerb,
  syncVerb,
  verifyVerb,
  queryVerb,
  downloadVerb,
  languageServerVerb,
  mcpVerb,
];
