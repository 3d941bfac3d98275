// Plan and apply against the naive loader, row for row, over random histories: re-exports, faults, partial selections,
// strangers at the database. Each history has its own seed, layout and kind of database.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';

import { createSqlJsEngines } from '../../shared/engine/sqlJs/createSqlJsEngines';
import { openEngineLoader } from '../support/engineLoader';
import { walkHistory } from '../support/randomWalk';
import { scaled } from '../support/randomScale';
import { withTemporaryFolder } from '../support/temporaryFolder';

test('random histories leave the tables that the article would have left', async () => {
  const engines = await createSqlJsEngines();
  await withTemporaryFolder(async root => {
    const histories = scaled(300);
    for (let seed = 1; seed <= histories; seed++) {
      await walkHistory(seed, async (_world, random) => {
        const layout = random.pick(['consolidated', 'perMatchable'] as const);
        const folder = random.chance(0.3) ? path.join(root, String(seed)) : undefined;
        if (folder !== undefined) await mkdir(folder);
        return openEngineLoader({ engines, layout, folder, random });
      });
    }
  });
});
