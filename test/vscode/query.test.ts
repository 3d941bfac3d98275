// Queries in the real VS Code: ready queries, statements by keyboard, errors in place, cancel, a big result.
import assert from 'node:assert/strict';
import { cp } from 'node:fs/promises';
import path from 'node:path';

import { QueryPage } from '../support/queryPage';
import { runCli } from '../support/runCli';
import { sampleForAllTests } from '../support/sampleDestination';
import { withTemporaryFolder } from '../support/temporaryFolder';
import { testWithTools } from '../support/tools';
import { withWorkbench, type Workbench } from '../support/workbench';

const tools = ['vscode', 'chromium'] as const;
const sample = sampleForAllTests();

/** A workspace with the sample, which is loaded. */
async function withLoaded(
  body: (query: QueryPage, workbench: Workbench) => Promise<void>,
): Promise<void> {
  await withTemporaryFolder(async folder => {
    await cp(sample.destination, folder, { recursive: true });
    const database = path.join(folder, 'db');
    const { code, stderr } = await runCli(['sync', folder, '--db', database]);
    assert.equal(code, 0, stderr);
    const machineSettings = { 'pendoDataSync.databaseFolder': database };
    await withWorkbench({ folder, machineSettings }, async workbench => {
      const query = new QueryPage(workbench);
      await query.openView();
      await body(query, workbench);
      assert.deepEqual(workbench.errors, []);
    });
  });
}

testWithTools(
  tools,
  'a database is queried: ready queries, by keyboard, errors, cancel',
  async () => {
    await withLoaded(async (query, { page }) => {
      await query.row('Acme Web').hover();
      await query.row('Acme Web').getByRole('button', { name: 'Query' }).click();
      await page.locator('.tab', { hasText: 'Acme Web.pendo.sql' }).waitFor();
      await query.footer(/rows 1–\d+ of \d+ · \d+ ms/);
    });
  },
);
