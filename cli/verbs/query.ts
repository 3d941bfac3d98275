import path from 'node:path';

import type { SqlValue } from '../../shared/engine/engine';
import { DataSyncError } from '../../shared/errors';
import type { QueryEvent, QueryRecipe } from '../../shared/protocol/worker';
import { lockForReading } from '../../shared/worker/lockForReading';
import { startWorker, type WorkerHandle } from '../../shared/worker/startWorker';
import { endCutShort } from '../output/endCutShort';
import { createRowPrinter, rowFormats, type RowPrinter } from '../output/rowPrinter';
import { sqlCells } from '../../shared/rows/sqlCells';
import type { ParsedArguments, Verb, VerbContext } from '../verb';

/** `query --db <folder> "<sql>"`: one read-only statement over the local database. */
export const queryVerb: Verb = {
  name: 'query',
  summary: 'Run a read-only SQL statement on the local database',
  usage: '--db <folder> [--application ID] "<sql>" [--format FORMAT]',
  positionals: { min: 1, max: 1 },
  options: [
    { name: 'db', value: 'FOLDER', description: 'Folder of the local database' },
    {
      name: 'application',
      value: 'ID',
      description:
        'The database to open: [<subscription>/]<id>; needed when there are several. Visitors and accounts are attached as visitor.VISITORS and account.ACCOUNTS',
    },
    {
      name: 'format',
      value: 'FORMAT',
      allowed: rowFormats,
      description: 'table (default), json, ndjson or csv; blobs are base64',
    },
  ],
  examples: [
    'query --db ./db "SELECT periodId, count(*) FROM ALLEVENTS GROUP BY 1"',
    'query --db ./db --application -323232 "SELECT * FROM PAGES" --format csv',
  ],
  async run(args, context) {
    const recipe = recipeOf(args, context);
    const printer = createRowPrinter(args.format(rowFormats, 'table'), {
      output: context.stdout,
      forms: sqlCells,
      width: context.columns,
      moreHint: '--format json shows all',
    });
    const worker = startWorker();
    try {
      const lock = await lockForReading(worker, recipe.database, 'query', context.signal);
      try {
        return await printResult(worker, recipe, printer, context);
      } finally {
        await lock.release();
      }
    } finally {
      await worker.dispose();
    }
  },
};

function recipeOf(args: ParsedArguments, { cwd }: VerbContext): QueryRecipe {
  const folder = args.text('db');
  if (folder === undefined) {
    throw new DataSyncError('cli.usage', 'query needs --db FOLDER, the folder that sync wrote');
  }
  const application = args.text('application');
  return {
    database: path.resolve(cwd, folder),
    ...(application !== undefined && { application }),
    sql: args.positionals[0] ?? '',
  };
}

/** Once columns are out, a failure ends the output in its own format; before that it is the frame's to report. */
async function printResult(
  worker: WorkerHandle,
  recipe: QueryRecipe,
  printer: RowPrinter<SqlValue>,
  context: VerbContext,
): Promise<number> {
  let begun = false;
  const onProgress = async (event: QueryEvent) => {
    if (event.kind === 'rows') return printer.rows(event.rows);
    begun = true;
    return printer.begin(event.columns);
  };
  try {
    await worker.channel.request('query', recipe, { signal: context.signal, onProgress });
    await printer.end();
    return 0;
  } catch (thrown) {
    if (!begun) throw thrown;
    return endCutShort(printer, thrown, context);
  }
}
