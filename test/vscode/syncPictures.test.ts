// What plans, running syncs and reports look like, light and dark.
import { truncate } from 'node:fs/promises';
import type { Page } from 'playwright-core';

import { picture, pictureNow } from '../support/pictures';
import { newestAllEvents, sampleForAllTests } from '../support/sampleDestination';
import { lens, line, notification, tab, withCopy, withLarge } from '../support/syncing';
import { testWithTools } from '../support/tools';
import { TreeView } from '../support/treeView';
import { withWorkbench } from '../support/workbench';

const sample = sampleForAllTests();
const tools = ['vscode', 'chromium'] as const;

testWithTools(tools, 'pictures of a plan and its reports', async () => {
  await withCopy(sample.destination, async options => {
    const { file } = await newestAllEvents(options.folder);
    await withWorkbench(options, async workbench => {
      const { page } = workbench;
      const tree = new TreeView(page);
      await tree.open();
      await tree.choose('Acme App 2', 'Plan');
      await lens(page, /Apply: /).waitFor();
      await picture(workbench, 'sync-plan', editor(page));
      await lens(page, /Apply: /).click();
      await page.locator('.tab.active', { hasText: 'Acme App 2.pendo.sql' }).waitFor();
      const told = await notification(workbench, 'is synced');
      await told.getByRole('button', { name: 'Show report' }).click();
      await lens(page, 'Query').waitFor();
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+j');
      await page.locator('.part.panel').waitFor({ state: 'hidden' });
      await picture(workbench, 'sync-report', editor(page));
      await tree.choose('Acme App 2', 'Plan');
      await line(page, 'slices are up to date.').waitFor();
      await lens(page, 'Plan again').waitFor();
      await picture(workbench, 'sync-plan-empty', editor(page));
      await truncate(file, 300);
      await tree.choose('Acme Web', 'Plan');
      await lens(page, /Apply: /).click();
      const failed = await notification(workbench, 'slice failed');
      await failed.getByRole('button', { name: 'Show report' }).click();
      await line(page, 'What went wrong').waitFor();
      await page.keyboard.press('Escape');
      await picture(workbench, 'sync-report-failed', editor(page));
    });
  });
});

testWithTools(tools, 'pictures of a running sync', async () => {
  await withLarge(12, async options => {
    await withWorkbench(options, async workbench => {
      const { page, runCommand, setTheme } = workbench;
      const tree = new TreeView(page);
      await tree.open();
      await tree.choose('Large', 'Plan');
      await lens(page, /Apply/).waitFor();
      const progress = page.locator('.statusbar-item', { hasText: 'left' });
      for (const theme of ['light', 'dark'] as const) {
        await setTheme(theme);
        await lens(page, /Apply/).click();
        await progress.waitFor();
        await runCommand('Notifications: Show Notifications');
        await page.locator('.notification-list-item', { hasText: 'rows/s' }).waitFor();
        await pictureNow(workbench, 'sync-running');
        await progress.click();
        await progress.waitFor({ state: 'detached' });
        await lens(page, 'Apply what is left').waitFor();
      }
      await tab(page, 'plan').waitFor();
    });
  });
});

function editor(page: Page) {
  return page.locator('.part.editor');
}
