// Plan, apply, report, cancel and resume in the real VS Code, by clicks and keys.
import assert from 'node:assert/strict';

import { acquireDatabaseLock } from '../../shared/engine/databaseLock';
import { picture, pictureNow } from '../support/pictures';
import { sampleForAllTests } from '../support/sampleDestination';
import { lens, line, notification, pictureOfDocument, sharedSync, tab } from '../support/syncing';
import { testWithTools } from '../support/tools';
import { TreeView } from '../support/treeView';
import { runCommand } from '../support/runCommand';
import type { Workbench } from '../support/workbench';

const sample = sampleForAllTests();
const tools = ['vscode', 'chromium'] as const;
const { withCopy, withLarge } = sharedSync();

testWithTools(tools, 'an application is planned, applied and reconciled in a report', async () => {
  await withCopy(sample.destination, async workbench => {
    const { page } = workbench;
    const tree = new TreeView(page);
    await tree.open();
    await tree.choose('Acme Web', 'Plan');
    await tab(page, 'plan').waitFor();
    await line(page, 'Plan for Acme Web (-323232) of subscription Acme').waitFor();
    await lens(page, /Apply: \d+ slices/).waitFor();
    await picture(workbench, 'sync-plan', page.locator('.part.editor'));
    await lens(page, /Apply: \d+ slices/).click();
    await tree.row('Acme Web✓ synced').waitFor();
    await page.locator('.tab.active', { hasText: 'Acme Web.pendo.sql' }).waitFor();
    const told = await notification(workbench, /is synced: \d+ slices, \d+ rows in, 0 rows out/);
    await told.getByRole('button', { name: 'Show report' }).click();
    await tab(page, 'report').waitFor();
    await line(page, /^Acme.Web.is.synced/).waitFor();
    await line(page, 'ALLEVENTS').waitFor();
    // By its name, as the tree calls it.
    await line(page, /loaded.+Page.[A-Z]\w+:.[A-Z]/).waitFor();
    await page.keyboard.press('Escape');
    await workbench.runCommand('View: Hide Panel');
    await pictureOfDocument(workbench, 'sync-report');
    await tree.choose('Acme Web', 'Sync');
    await line(page, 'slices are up to date.').waitFor();
    await lens(page, 'Plan again').waitFor();
    await picture(workbench, 'sync-plan-empty', page.locator('.part.editor'));
  });
});

testWithTools(tools, 'a sync is cancelled from the status bar, and resumed', async () => {
  // However fast the machine is, there is time for a picture, a cancel and another picture.
  await withLarge(16, async workbench => {
    const { page, setTheme } = workbench;
    const tree = new TreeView(page);
    // Before the plan opens, which would close the list of themes.
    await setTheme('light');
    await tree.open();
    await tree.choose('Large', 'Plan');
    await lens(page, 'Apply: 16 slices').click();
    await pictureOfProgress(workbench);
    const progress = page.locator('.statusbar-item', { hasText: 'rows/s' });
    await progress.click();
    await progress.waitFor({ state: 'detached' });
    await tree.row('Large1 to sync').waitFor();
    await setTheme('dark');
    const told = await notification(workbench, 'Sync of Large cancelled');
    await told.getByRole('button', { name: 'Resume' }).click();
    await pictureOfProgress(workbench);
    await tree.row('Large✓ synced').waitFor();
    // The plan that was resumed from a message says so, too.
    await tab(page, 'plan').click();
    // Nothing to press.
    await page.locator('.codelens-decoration', { hasText: 'Applied' }).waitFor();
  });
});

/** With the time that is left, which is known after a while. */
async function pictureOfProgress(workbench: Workbench): Promise<void> {
  const { page, runCommand } = workbench;
  await page.locator('.statusbar-item', { hasText: 'left' }).waitFor();
  await runCommand('Notifications: Show Notifications');
  await page.locator('.notification-list-item', { hasText: 'rows/s' }).waitFor();
  await pictureNow(workbench, 'sync-running');
}

testWithTools(tools, 'plan and report are there again after a reload', async () => {
  await withCopy(sample.destination, async workbench => {
    const { page } = workbench;
    const tree = new TreeView(page);
    await tree.open();
    await tree.choose('Acme Web', 'Plan');
    await lens(page, /Apply: \d+ slices/).waitFor();
    await reload(workbench);
    await lens(page, /Apply: \d+ slices/).click();
    await tree.row('Acme Web✓ synced').waitFor();
    const told = await notification(workbench, 'is synced');
    await told.getByRole('button', { name: 'Show report' }).click();
    await lens(page, 'Query').waitFor();
    await reload(workbench);
    await line(page, 'Acme Web is synced').waitFor();
    await lens(page, 'Query').waitFor();
    await tab(page, 'plan').click();
    await line(page, 'slices are up to date.').waitFor();
    await tab(page, 'report').click();
    await lens(page, 'Query').waitFor();
  });
});

testWithTools(tools, 'a sync whose window is reloaded is told of, and resumed', async () => {
  await withLarge(6, async workbench => {
    const { page } = workbench;
    const tree = new TreeView(page);
    await tree.open();
    await tree.choose('Large', 'Plan');
    await lens(page, 'Apply: 6 slices').click();
    await page.locator('.statusbar-item', { hasText: 'rows/s' }).waitFor();
    // As a browser that is closed: nobody is asked.
    await page.reload();
    const told = await notification(workbench, 'The sync of Large was interrupted');
    await told.getByRole('button', { name: 'Resume' }).click();
    await tree.row('Large✓ synced').waitFor();
  });
});

testWithTools(tools, 'of two windows the second says which one syncs', async () => {
  await withLarge(6, async ({ page }) => {
    const tree = new TreeView(page);
    await tree.open();
    await tree.choose('Large', 'Plan');
    await lens(page, 'Apply: 6 slices').waitFor();
    const second = await page.context().browser()?.newPage();
    assert.ok(second);
    await second.goto(page.url());
    const secondTree = new TreeView(second);
    await secondTree.open();
    await secondTree.row('Large1 to sync').waitFor();
    await secondTree.choose('Large', 'Plan');
    await lens(second, 'Apply: 6 slices').waitFor();
    await lens(page, 'Apply: 6 slices').click();
    const progress = page.locator('.statusbar-item', { hasText: 'rows/s' });
    await progress.waitFor();
    await lens(second, 'Apply: 6 slices').click();
    const inSecond = { page: second, runCommand: (title: string) => runCommand(second, title) };
    const told = await notification(inSecond, /in use by "sync of Large in VS Code" \(process \d+/);
    await progress.waitFor({ state: 'detached' });
    await tree.row('Large✓ synced').waitFor();
    await secondTree.row('Large✓ synced').waitFor();
    await told.getByRole('button', { name: 'Try again' }).click();
    await notification(inSecond, 'Large is up to date');
    await second.close();
  });
});

testWithTools(tools, 'a database that another program has is waited for, and named', async () => {
  await withCopy(sample.destination, async ({ page, database }) => {
    const lock = await acquireDatabaseLock(database, 'sync of another program');
    try {
      const tree = new TreeView(page);
      await tree.open();
      await tree.choose('Acme Web', 'Plan');
      await line(page, 'is in use by "sync of another program"').waitFor();
      await lock.release();
      await lens(page, 'Plan again').click();
      await lens(page, 'Apply: ').waitFor();
    } finally {
      await lock.release();
    }
  });
});

testWithTools(tools, 'an export is planned, and synced, from where it stands', async () => {
  await withCopy(sample.destination, async workbench => {
    const { page } = workbench;
    const tree = new TreeView(page);
    await tree.open();
    await tree.choose('Acme Web', 'Open Export Manifest');
    // A single look would make room for the plan.
    await page.locator('.tab', { hasText: 'exportmanifest.json' }).dblclick();
    await lens(page, 'Plan from here').click();
    await lens(page, /Apply: /).waitFor();
    await page.locator('.tab', { hasText: 'exportmanifest.json' }).click();
    await lens(page, /^Sync$|Sync this export/i).click();
    const asked = await notification(workbench, /Sync Acme Web #\d+\?/);
    await asked.getByRole('button', { name: 'Apply' }).click();
    await notification(workbench, /Acme Web #\d+ is synced/);
  });
});

/** The window goes and comes again. */
async function reload({ page, runCommand }: Workbench): Promise<void> {
  const loaded = page.waitForEvent('domcontentloaded');
  await runCommand('Developer: Reload Window');
  await loaded;
  await page.locator('.monaco-workbench .part.statusbar').waitFor();
}
