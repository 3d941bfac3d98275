import type { AssistantTool } from '../tool';
import { describeDatabase } from './describeDatabase';
import { explainManifest } from './explainManifest';
import { listDestinations } from './listDestinations';
import { listExports } from './listExports';
import { planSync } from './planSync';
import { queryDatabase } from './queryDatabase';

/** All tools, in the order of a conversation. */
export const assistantTools: readonly AssistantTool[] = [
  listDestinations,
  listExports,
  explainManifest,
  planSync,
  describeDatabase,
  queryDatabase,
];
