// A program of its own that changes a database as a sync does, to be killed or disturbed from outside.
// `transactionWriter.js count FILE N`: N transactions with pauses between; `hang FILE`: stays inside one.
import { setTimeout as delay } from 'node:timers/promises';

import type { Engine } from '../../shared/engine/engine';
import { createSqlJsEngines } from '../../shared/engine/sqlJs/createSqlJsEngines';

/** Rows of the table `ours (n INTEGER, b TEXT)`, which the caller has made. */
export const oursRows = 4000;

async function main([mode = '', file = '', count = '0']: readonly string[]): Promise<void> {
  const engines = await createSqlJsEngines();
  const engine = await engines.open({ file, mode: 'readWrite' });
  // A small cache makes the transaction spill into the file before it commits.
  engine.run('PRAGMA cache_size=20');
  if (mode === 'hang') {
    await engine.transaction(async () => {
      await change(engine);
      process.stdout.write('inside\n');
      await delay(60_000);
    });
  }
  for (let number = 0; number < Number(count); number++) {
    await engine.transaction(() => change(engine));
    await delay(40);
  }
  engine.close();
}

/** Counts every row up, in two halves: whoever sees them differ has seen half a transaction. */
async function change(engine: Engine): Promise<void> {
  const half = oursRows / 2;
  engine.run("UPDATE ours SET n = n + 1, b = b || 'y' WHERE rowid <= ?", [half]);
  await delay(80);
  engine.run("UPDATE ours SET n = n + 1, b = b || 'y' WHERE rowid > ?", [half]);
}

if (require.main === module) void main(process.argv.slice(2));
