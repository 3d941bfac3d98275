// What can be done with rows of the tree.
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';

import { copied } from '../support/copied';
import { sampleForAllTests } from '../support/sampleDestination';
import { isStored } from '../support/storedState';
import { sharedSync } from '../support/syncing';
import { testWithTools } from '../support/tools';
import { TreeView } from '../support/treeView';

const sample = sampleForAllTests();
const tools = ['vscode', 'chromium'] as const;
const { inWorkbench, withCopy } = sharedSync();

testWithTools(
  tools,
  'an export is copied, opened, revealed and read alone by its menu',
  async () => {
    await withCopy(sample.destination, async ({ page }) => {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      const tree = new TreeView(page);
      await tree.open();
      await tree.expand('Acme Web');
      await tree.expand('Exports');
      await tree.choose('#418', 'Copy URL');
      const url = await copied(page, /^gs:/);
      await tree.choose('#418', 'Copy ID');
      assert.equal(await copied(page, /^[^:]+$/), url.slice(url.lastIndexOf('/') + 1));

      await tree.choose('#418', 'Open Bill of Materials');
      await page.locator('.tab', { hasText: 'billofmaterials.json' }).waitFor();
      await tree.choose('#418', 'Open Export Manifest');
      await page.locator('.tab', { hasText: /^exportmanifest.json/ }).waitFor();
      await tree.choose('#418', 'Open This Export Alone');
      await page.locator('.tab', { hasText: 'Export 418.exportmanifest.json' }).waitFor();
      await page.locator('.view-line', { hasText: '"counter": 418' }).waitFor();

      await tree.choose('#418', 'Reveal on Disk');
      const revealed = page.locator('.explorer-folders-view .monaco-list-row.selected');
      await revealed.filter({ hasText: url.slice(url.lastIndexOf('/') + 1) }).waitFor();
    });
  },
);

testWithTools(tools, 'a reload of the window keeps which rows are open', async () => {
  await withCopy(sample.destination, async ({ page, runCommand }) => {
    const tree = await openExport(page);
    await isStored(page, /tree\.expanded.*418/);
    await Promise.all([page.waitForEvent('load'), runCommand('Developer: Reload Window')]);
    await tree.reopen();
    await tree.row('Definitions').waitFor();
  });
});

testWithTools(tools, 'all that is open is closed at once', async () => {
  await withCopy(sample.destination, async ({ page }) => {
    const tree = await openExport(page);
    await tree.pane.locator('.pane-header').hover();
    await page.getByRole('button', { name: 'Collapse All' }).first().click();
    await tree.row('Acme Web').waitFor({ state: 'detached' });
  });
});

testWithTools(tools, 'making sample data can be cancelled', async () => {
  await inWorkbench(async ({ page, runCommand }) => {
    const tree = new TreeView(page);
    await tree.open();
    await tree.pane.getByRole('button', { name: 'Try it with sample data' }).click();
    await runCommand('Notifications: Show Notifications');
    const progress = page.locator('.notification-list-item', { hasText: 'Making sample data' });
    await progress.getByRole('button', { name: 'Cancel' }).click();
    await progress.waitFor({ state: 'detached' });
    assert.equal(await tree.rows.count(), 0);
  });
});

/** Walks down to what an export holds. */
async function openExport(page: Page): Promise<TreeView> {
  const tree = new TreeView(page);
  await tree.open();
  await tree.expand('Acme Web');
  await tree.expand('Exports');
  await tree.expand('#418');
  await tree.row('Definitions').waitFor();
  return tree;
}
