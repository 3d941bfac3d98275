// The first minute of a new user: no account, no settings, from nothing to an answer.
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import path from 'node:path';

import { picture } from '../support/pictures';
import { QueryPage } from '../support/queryPage';
import { lens } from '../support/syncing';
import { withTemporaryFolder } from '../support/temporaryFolder';
import { testWithTools } from '../support/tools';
import { TreeView } from '../support/treeView';
import { withWorkbench } from '../support/workbench';

testWithTools(['vscode', 'chromium'], 'from sample data to an answer in a minute', async () => {
  await withTemporaryFolder(async folder => {
    await withWorkbench({ folder }, async workbench => {
      const { page, data } = workbench;
      const tree = new TreeView(page);
      await tree.open();
      await tree.pane.getByRole('button', { name: 'Try it with sample data' }).click();
      await tree.pane.locator('.monaco-list-row.selected', { hasText: '#36' }).waitFor();
      await tree.choose('Acme App 2', 'Plan');
      await lens(page, /Apply: /).click();
      // What was loaded for the first time is asked at once.
      const query = new QueryPage(workbench);
      await query.footer(/rows 1–\d+ of \d+ · \d+ ms/);
      await page.locator('.tab.active', { hasText: 'Acme App 2.pendo.sql' }).waitFor();
      await picture(workbench, 'first-minute');
      // Nobody has named a folder.
      const own = 'data/User/globalStorage/data-sync-explorer.pendo-data-sync/database';
      const files = await readdir(path.join(data, own), { recursive: true });
      assert.ok(files.some(file => file.endsWith('.sqlite')));
    });
  });
});
