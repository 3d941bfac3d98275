// The tree where its rows take long, may not be read, or are very many; and what it tells outside of its view.
import assert from 'node:assert/strict';
import { chmod, cp, mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';

import { largeManifestChunks } from '../support/largeManifest';
import { picture, pictureNow } from '../support/pictures';
import { runCli } from '../support/runCli';
import { applicationFolder, sampleForAllTests } from '../support/sampleDestination';
import { sharedSync } from '../support/syncing';
import { withTemporaryFolder } from '../support/temporaryFolder';
import { testWithTools } from '../support/tools';
import { TreeView } from '../support/treeView';
import { withWorkbench } from '../support/workbench';

const sample = sampleForAllTests();
const tools = ['vscode', 'chromium'] as const;
const { inWorkbench, withCopy } = sharedSync({ canBeDenied: true });

testWithTools(tools, 'a manifest of 150 MB is said to be read, and lists what it has', async () => {
  await inWorkbench(async workbench => {
    const { page, folder, setMachineSettings, setTheme } = workbench;
    const [first, second] = ['first', 'second'].map(name => path.join(folder, name));
    assert.ok(first && second);
    for (const destination of [first, second]) await writeLargeManifest(destination, 150_000_000);
    const tree = new TreeView(page);
    await setTheme('light');
    await tree.open();
    await setMachineSettings(listed(first));
    await tree.reading.waitFor();
    await pictureNow(workbench, 'tree-loading', tree.pane);
    await setTheme('dark');
    await setMachineSettings(listed(second));
    await tree.reading.waitFor();
    await pictureNow(workbench, 'tree-loading', tree.pane);
    await tree.row(/to sync/).waitFor({ timeout: 120_000 });
    await tree.expand(/to sync/);
    await tree.expand('Exports');
    await tree.expand(/^#441/);
    await tree.expand('Sat 29 Jun');
    await tree.expand(/^Pages \(/);
    await tree.rows.nth(12).waitFor();
    await picture(workbench, 'tree-huge', tree.pane);
  });
});

testWithTools(
  tools,
  'a manifest that may not be read says so, and is read when it may',
  async () => {
    await inWorkbench(async workbench => {
      const destination = path.join(workbench.folder, 'denied');
      await cp(sample.destination, destination, { recursive: true });
      const file = path.join(applicationFolder(destination), 'exportmanifest.json');
      await chmod(file, 0);
      await workbench.setMachineSettings(listed(destination));
      const tree = new TreeView(workbench.page);
      await tree.open();
      await tree.expand('cannot be read');
      await tree.row('No permission').waitFor();
      assert.notEqual(await tree.buttons('cannot be read').count(), 0);
      assert.equal(await tree.buttons('No permission').count(), 0);
      await picture(workbench, 'tree-denied', tree.pane);
      await chmod(file, 0o644);
      await tree.row('Try again').click();
      await tree.row(/^Acme Web\d to sync/).waitFor();
    });
  },
);

testWithTools(
  tools,
  'what waits is counted on the view, its manifests and the status bar',
  async () => {
    await withCopy(sample.destination, async workbench => {
      const { page, runCommand, destination, database } = workbench;
      const tree = new TreeView(page);
      await tree.open();
      await tree.row('Acme Web7 to sync').waitFor();
      const badge = page.locator('.activitybar .badge-content', { hasText: /^24$/ });
      await badge.waitFor();
      const status = page.locator('.statusbar-item', {
        hasText: 'Data Sync: 24 exports to sync',
      });
      await status.waitFor();
      const file = path.join(applicationFolder(destination), 'exportmanifest.json');
      await revealInExplorer(page, runCommand, file);
      await decorated(page, '"7"');

      // Of a destination that is removed nothing is told.
      await workbench.setMachineSettings({});
      await decorated(page, 'none');
      await workbench.setMachineSettings(workbench.machineSettings);
      await tree.open();
      await tree.row('Acme Web7 to sync').waitFor();

      const { code, stderr } = await runCli(['sync', destination, '--db', database]);
      assert.equal(code, 0, stderr);
      await badge.waitFor({ state: 'detached' });
      await status.waitFor({ state: 'detached' });
      await runCommand('File: Reveal Active File in Explorer View');
      await decorated(page, 'none');

      await tree.open();
      await tree.expand(/^Acme Web/);
      await tree.expand('Periods');
      const day = tree.row(/Sat 29 Jun✓ synced · not final · \d+ · #418/);
      assert.match((await day.getAttribute('aria-label')) ?? '', /of export 418 · not final/);
    });
  },
);

testWithTools(tools, 'a folder that is dropped on the tree becomes a destination', async () => {
  // In a workbench of its own: both folders are there when the explorer first looks.
  await withTemporaryFolder(async folder => {
    const first = path.join(folder, 'one');
    await cp(sample.destination, first, { recursive: true });
    await cp(sample.destination, path.join(folder, 'dropped'), { recursive: true });
    await withWorkbench({ folder, machineSettings: listed(first) }, async ({ page }) => {
      const tree = new TreeView(page);
      await tree.open();
      await tree.row('Listed').waitFor();
      await page.locator('.activitybar .action-label[aria-label^="Explorer"]').click();
      await drag(page, 'dropped', tree);
      await tree.row(/^dropped/).waitFor();
      await tree.expand(/^dropped/);
    });
  });
});

/** Settings with one destination. */
function listed(destination: string) {
  return { 'pendoDataSync.destinations': [{ url: destination, name: 'Listed' }] };
}

/** Over the icon of the view, which opens it, onto its rows. */
async function drag(page: Page, name: string, tree: TreeView): Promise<void> {
  await page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).hover();
  await page.mouse.down();
  const icon = page.locator('.activitybar .action-label[aria-label*="Data Sync"]');
  // Only a pointer that moves is over anything; its badge lies above the icon.
  for (let tries = 0; tries < 100 && !(await tree.pane.isVisible()); tries++) {
    await icon.hover({ position: { x: 10 + (tries % 5), y: 10 }, force: true });
    await page.waitForTimeout(100);
  }
  await tree.row('Listed').hover({ force: true });
  await tree.row('Listed').hover({ position: { x: 60, y: 10 }, force: true });
  await page.mouse.up();
}

async function revealInExplorer(
  page: Page,
  runCommand: (title: string) => Promise<void>,
  file: string,
): Promise<void> {
  await new TreeView(page).choose('Acme Web', 'Open Export Manifest');
  await page.locator('.tab', { hasText: path.basename(file) }).waitFor();
  await runCommand('File: Reveal Active File in Explorer View');
  await manifestRow(page).waitFor();
}

function manifestRow(page: Page) {
  return page
    .locator('.explorer-folders-view .monaco-list-row.selected', { hasText: 'exportmanifest.json' })
    .first();
}

/** What the explorer shows behind the name of the file that is selected. */
async function decorated(page: Page, badge: string): Promise<void> {
  await manifestRow(page).waitFor();
  await page.waitForFunction(
    `[...document.querySelectorAll('.explorer-folders-view .monaco-list-row.selected .monaco-icon-label')]
      .map(label => getComputedStyle(label, '::after').content)
      .some(content => content === ${JSON.stringify(badge)})`,
  );
}

async function writeLargeManifest(folder: string, bytes: number): Promise<void> {
  const application = path.join(folder, 'datasync/9007199254740993/-323232');
  await mkdir(application, { recursive: true });
  const file = await open(path.join(application, 'exportmanifest.json'), 'w');
  for (const chunk of largeManifestChunks(bytes)) await file.write(chunk);
  await file.close();
}
