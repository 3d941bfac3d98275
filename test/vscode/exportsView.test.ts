// The table of exports and its calendar in the real VS Code, by clicks and keys.
import assert from 'node:assert/strict';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { assertAccessible } from '../support/accessibility';
import { ExportsPage } from '../support/exportsPage';
import { writeManyManifests } from '../support/manyExports';
import { picture, pictureNow } from '../support/pictures';
import { runCli } from '../support/runCli';
import { applicationFolder, sampleForAllTests } from '../support/sampleDestination';
import { lens, notification, sharedSync, tab } from '../support/syncing';
import { isStored } from '../support/storedState';
import { withTemporaryFolder } from '../support/temporaryFolder';
import { testWithTools } from '../support/tools';
import { TreeView } from '../support/treeView';
import { withWorkbench, type Workbench } from '../support/workbench';

const sample = sampleForAllTests();
const tools = ['vscode', 'chromium'] as const;
const { inWorkbench, withCopy } = sharedSync();

testWithTools(tools, 'exports are filtered, sorted, looked into and synced', async () => {
  await withCopy(sample.destination, async workbench => {
    const { page, destination, database } = workbench;
    // What one application holds is loaded already.
    const loaded = ['sync', applicationFolder(destination), '--db', database];
    const { code, stderr } = await runCli(loaded);
    assert.equal(code, 0, stderr);
    const exports = new ExportsPage(workbench);
    const tree = new TreeView(page);
    await tree.open();
    await tree.row('Acme Web').waitFor();
    await tree.pane.hover();
    await page.locator('.pane-header').getByRole('button', { name: 'Open Exports' }).click();
    await exports.footer(/exports 1–\d+ of 24.*17 to sync/);
    await exports.calendar.getByRole('img').waitFor();
    await exports.row('Acme Web #418').click();
    await exports.summary.getByText('✓ synced').waitFor();
    await picture(workbench, 'exports-ready', exports.part);
    await assertAccessible(exports.view, 'the table, its calendar and a summary');

    await exports.view.getByRole('searchbox').fill('retro');
    await exports.footer(/of 2 that fit, of 24/);
    await exports.button('Clear filter').click();
    await exports.footer(/exports 1–\d+ of 24/);
    await exports.view.getByRole('columnheader', { name: 'Files' }).click();
    const sorted = exports.view.getByRole('columnheader', { name: 'Files' });
    await exports.view.locator('[aria-sort="descending"]', { hasText: 'Files' }).waitFor();
    await sorted.click();
    await exports.view.locator('[aria-sort="ascending"]', { hasText: 'Files' }).waitFor();

    await exports.pick('Application: all', 'Acme App 2');
    await exports.footer(/of 7 that fit, of 24/);
    await byCalendar(exports);
    await syncFromSummary(workbench, exports);

    await isStored(page, /pendoDataSync\.exports.*Acme App 2/);
    await Promise.all([
      page.waitForEvent('load'),
      workbench.runCommand('Developer: Reload Window'),
    ]);
    await exports.button('Application: Acme App 2').waitFor();
    await exports.footer(/of \d+ that fit, of 24/);
    await exports.row('✓ synced').waitFor();
    await narrow(workbench, exports);
  });
});

/** By keys to a day, by the pointer to others. */
async function byCalendar(exports: ExportsPage): Promise<void> {
  const { page } = exports.workbench;
  const days = exports.calendar.locator('svg [data-mark="cell"] rect');
  await exports.calendar.getByRole('group', { name: 'Calendar of days' }).focus();
  await page.keyboard.press('ArrowUp');
  const tip = exports.calendar.getByRole('status');
  await tip.filter({ hasText: 'Acme App 2 #' }).waitFor();
  await page.keyboard.press('Enter');
  await exports.footer(/that fit, of 24/);
  const first = exports.view.getByLabel('First day (UTC)');
  const last = exports.view.getByLabel('Last day (UTC)');
  const day = await first.inputValue();
  assert.match(day, /^2024-06-\d\d$/);
  assert.equal(await last.inputValue(), day);

  await days.nth(2).click();
  const start = await first.inputValue();
  assert.notEqual(start, day);
  await days.nth(4).click({ modifiers: ['Shift'] });
  await exports.calendar.locator('svg [data-mark="cell"]').nth(1).locator('rect').nth(2).waitFor();
  assert.equal(await first.inputValue(), start);
  assert.ok((await last.inputValue()) > start);
}

async function syncFromSummary(workbench: Workbench, exports: ExportsPage): Promise<void> {
  const { page } = workbench;
  await exports.row('Acme App 2 #').click();
  await exports.summary.getByText('Slices to load').waitFor();
  await exports.summary.getByRole('button', { name: 'Sync' }).click();
  await tab(page, 'plan').waitFor();
  await lens(page, /Apply: \d+ slices/).click();
  await notification(workbench, /is synced/);
  // The results of the first queries are a web view, too.
  await workbench.runCommand('View: Hide Panel');
  await page.locator('.tab', { hasText: 'Exports' }).first().click();
  await exports.row('✓ synced').waitFor();
}

/** 400 pixels wide: problems are looked for, and the calendar is closed by keys. */
async function narrow(workbench: Workbench, exports: ExportsPage): Promise<void> {
  const { page } = workbench;
  await page.keyboard.press('Control+B');
  await page.locator('.part.sidebar').waitFor({ state: 'hidden' });
  for (const theme of ['light', 'dark'] as const) {
    // Lists of commands have no room in a narrow window.
    await page.setViewportSize({ width: 1400, height: 900 });
    await workbench.setTheme(theme);
    await page.setViewportSize({ width: 448, height: 900 });
    await exports.row('Acme App 2 #').click();
    await exports.summary.getByText('Export ID').waitFor();
    await pictureNow(workbench, 'exports-narrow', exports.part);
  }
  await exports.summary.getByRole('button', { name: 'Find problems' }).click();
  await exports.summary.getByText('in its bill of materials').waitFor();
  await exports.button('Calendar').focus();
  await page.keyboard.press('Enter');
  await exports.calendar.getByRole('img').waitFor({ state: 'hidden' });
}

testWithTools(
  tools,
  'without a destination the table says what to do, and sample data fills it',
  async () => {
    await inWorkbench(async workbench => {
      const exports = new ExportsPage(workbench);
      await exports.open();
      await exports.message('No destination yet').waitFor();
      await picture(workbench, 'exports-empty', exports.part);
      await exports.button('Try it with sample data').click();
      await workbench.page.locator('.tab', { hasText: 'Exports' }).first().click();
      await exports.footer(/exports 1–\d+ of \d+/);
    });
  },
);

testWithTools(
  tools,
  'what cannot be read is a row with a way out, also without trust',
  async () => {
    await withTemporaryFolder(async folder => {
      const destinations = await makeTroubles(folder);
      const machineSettings = { 'pendoDataSync.destinations': destinations };
      const options = { folder, machineSettings, canBeDenied: true, trust: 'ask' } as const;
      await withWorkbench(options, async workbench => {
        const exports = new ExportsPage(workbench);
        await exports.open();
        await exports.footer(/4 cannot be read/);
        await exports.view.getByText('In Restricted Mode').waitFor();
        await exports.row('No export manifest').or(exports.row('Broken')).first().click();
        await exports.summary.getByRole('button', { name: 'Try again' }).waitFor();
        await exports.row('Damaged cannot be read').click();
        await exports.summary.getByText('is no JSON').waitFor();
        await picture(workbench, 'exports-failed', exports.part);
        await exports.summary.getByRole('button', { name: 'Open the manifest' }).click();
        await workbench.page.locator('.tab', { hasText: 'exportmanifest.json' }).waitFor();

        await workbench.page.locator('.tab', { hasText: 'Exports' }).first().click();
        await chmod(path.join(folder, 'denied/datasync/1/2/exportmanifest.json'), 0o644);
        await exports.button('Refresh').click();
        await exports.footer(/3 cannot be read/);
      });
    });
  },
);

/** Destinations: nothing there, no manifest, no JSON, no permission, and one without exports. */
async function makeTroubles(folder: string) {
  const at = (name: string) => path.join(folder, name);
  await mkdir(at('broken'));
  await mkdir(at('damaged'));
  await writeFile(path.join(at('damaged'), 'exportmanifest.json'), '<html>not found</html>');
  for (const name of ['denied', 'empty']) {
    const application = path.join(at(name), 'datasync/1/2');
    await mkdir(application, { recursive: true });
    await writeFile(path.join(application, 'exportmanifest.json'), '{"exports": []}');
  }
  await chmod(path.join(at('denied'), 'datasync/1/2/exportmanifest.json'), 0);
  const names = ['Gone', 'Broken', 'Damaged', 'Denied', 'Empty'];
  return names.map(name => ({ url: at(name.toLowerCase()), name }));
}

testWithTools(
  tools,
  'a hundred thousand exports are scrolled and filtered as few are',
  async () => {
    await inWorkbench(async workbench => {
      const destination = path.join(workbench.folder, 'many');
      await writeManyManifests(destination, 1000, 100);
      await workbench.setMachineSettings({
        'pendoDataSync.destinations': [{ url: destination, name: 'Many' }],
      });
      const exports = new ExportsPage(workbench);
      await exports.open();
      await exports.footer(/exports 1–\d+ of/);
      await exports.footer(/exports 1–\d+ of 100,000/);
      await exports.view.getByText('reading manifests').waitFor({ state: 'hidden' });
      await exports.row('App 0 #100').click();
      await workbench.page.keyboard.press('Control+End');
      await exports.row('App 999 #1').waitFor();
      await picture(workbench, 'exports-huge', exports.part);
      await exports.view.getByRole('searchbox').fill('app 777');
      await exports.footer(/of 100 that fit, of 100,000/);
    });
  },
);
