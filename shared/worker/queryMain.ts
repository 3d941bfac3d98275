// The composition root of the worker thread that runs queries and holds their result.
import { createSqlJsEngines } from '../engine/sqlJs/createSqlJsEngines';
import { serveChannel } from '../protocol/channel';
import type { QueryWorkerRequests } from '../protocol/queryGrid';
import { languageOfThread } from './languageOfThread';
import { parentPipe } from './parentPipe';
import { queryHandlers } from './query/querySession';

// Reading takes SQLite's own lock for a moment only, which no other thread of this process may close over.
serveChannel<QueryWorkerRequests>(
  parentPipe(),
  queryHandlers(createSqlJsEngines(), languageOfThread()),
);
