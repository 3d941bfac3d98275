// The first minute of a new user: no account, no settings, from nothing to an answer and a chart of it.
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import path from 'node:path';

import { picture } from '../support/pictures';
import { QueryPage } from '../support/queryPage';
import { lens } from '../support/syncing';
import { withTemporaryFolder } from '../support/temporaryFolder';
import { testWithTools } from '../support/tools';
import { TourPage } from '../support/tourPage';
import { TreeView } from '../support/treeView';
import { until } from '../support/until';
import { withWorkbench, type Workbench } from '../support/workbench';

testWithTools(['vscode', 'chromium'], 'from sample data to an answer in a minute', async () => {
  await withTemporaryFolder(async folder => {
    await withWorkbench({ folder }, async workbench => {
      const tree = new TreeView(workbench.page);
      const tour = new TourPage(workbench);
      await begin(workbench, tree, tour);
      await findAnAnswer(workbench, tree);
      await takeTheTour(workbench, tour);
    });
  });
});

async function begin(workbench: Workbench, tree: TreeView, tour: TourPage): Promise<void> {
  await tree.open();
  await tree.pane.getByText('take the tour').click();
  await tour.press('sample', 'Try it with sample data');
  await tree.pane.locator('.monaco-list-row.selected', { hasText: '#36' }).waitFor();
  await tour.done('sample').waitFor();
  assert.equal(await tour.doneCount(), 1);
  await picture(workbench, 'walkthrough', workbench.page.locator('.part.editor'));
  await workbench.runCommand('View: Close All Editors');
}

async function findAnAnswer(workbench: Workbench, tree: TreeView): Promise<void> {
  const { page, data } = workbench;
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
}

/** Each button leads to where its step says, and what was done there is seen. */
async function takeTheTour(workbench: Workbench, tour: TourPage): Promise<void> {
  const { page, runCommand } = workbench;
  const active = (text: string) => page.locator('.tab.active', { hasText: text }).waitFor();
  await tour.open();
  await tour.done('sync').waitFor();
  await tour.press('explore', 'Open the exports');
  await active('Exports');
  await tour.open();
  await tour.done('explore').waitFor();
  await tour.press('preview', 'Open an Avro file');
  await active('.avro');
  await tour.open();
  await tour.done('preview').waitFor();
  await tour.press('sync', 'Plan a sync');
  await active('Sample data.syncplan');
  await tour.open();
  assert.equal(await tour.doneCount(), 4);
  await tour.press('ask', 'Open queries');
  await active('Acme App 2.pendo.sql');
  // Web views of editors are no results.
  await runCommand('View: Close Other Editors in Group');
  const views = page.locator('iframe.webview.ready');
  await until('one web view', async () => (await views.count()) === 1);
  const { results } = new QueryPage(workbench);
  await results.getByRole('button', { name: 'Chart' }).click();
  await results.locator('.figure svg').waitFor();
  await tour.open();
  await tour.done('ask').waitFor();
  await tour.press('ask', 'user guide');
  await active('Preview index.md');
}
