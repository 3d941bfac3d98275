// The thread that runs queries, on a database made by a test.
import type { Engine } from '../../shared/engine/engine';
import type { Channel, RequestOptions } from '../../shared/protocol/channel';
import type { QueryWorkerRequests, ResultEnd, ResultSize } from '../../shared/protocol/queryGrid';
import { databaseFile } from '../../shared/sync/databaseFiles';
import type { Texts } from '../../shared/util/translate';
import { startQueryWorker } from '../../shared/worker/startQueryWorker';
import { openFile } from './openEngine';
import { withTemporaryFolder } from './temporaryFolder';

/** A thread, and the folder of its database. */
export class QueryWorker {
  constructor(
    readonly folder: string,
    readonly channel: Channel<QueryWorkerRequests>,
  ) {}

  run(sql: string, options: RequestOptions<ResultSize> = {}, result = 1): Promise<ResultEnd> {
    const place = { database: this.folder, subscription: '1', application: '2' };
    return this.channel.request('run', { ...place, sql, result }, options);
  }

  /** Its plan in words, as rows. */
  explain(sql: string): Promise<ResultEnd> {
    const place = { database: this.folder, subscription: '1', application: '2' };
    return this.channel.request('run', { ...place, sql, explains: true, result: 1 });
  }

  async rows(
    start: number,
    end: number,
    result = 1,
  ): Promise<readonly (readonly (string | null)[])[]> {
    return (await this.channel.request('rows', { result, start, end })).rows;
  }
}

/** Runs `body` with a thread and a database that `fill` has written; `texts` is the language that the thread speaks. */
export async function withQueryWorker(
  fill: (engine: Engine) => void,
  body: (worker: QueryWorker) => Promise<void>,
  texts?: Texts,
): Promise<void> {
  await withTemporaryFolder(async folder => {
    const engine = await openFile(databaseFile(folder, '1', '2').file);
    fill(engine);
    engine.close();
    const thread = startQueryWorker(texts);
    try {
      await body(new QueryWorker(folder, thread.channel));
    } finally {
      await thread.dispose();
    }
  });
}
