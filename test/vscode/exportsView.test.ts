// The table of exports and its calendar in the real VS Code, by clicks and keys.
import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { assertAccessible } from '../support/accessibility';
import { copied } from '../support/copied';
import { cutOff, edgeOf } from '../support/cutOff';
import { ExportsPage } from '../support/exportsPage';
import { manifestOf, manyExports, writeManyManifests } from '../support/manyExports';
import { loadSome, missingDay, staleDay } from '../support/partlyLoaded';
import { picture, pictureNow } from '../support/pictures';
import { newestAllEvents, sampleForAllTests } from '../support/sampleDestination';
import { lens, line, notification, sharedSync, tab, type SyncWorkbench } from '../support/syncing';
import { isStored } from '../support/storedState';
import { testWithTools } from '../support/tools';
import { TreeView } from '../support/treeView';
import type { Workbench } from '../support/workbench';

const sample = sampleForAllTests(undefined, 30);
const tools = ['vscode', 'chromium'] as const;
const { inWorkbench, withCopy } = sharedSync();

testWithTools(tools, 'exports are filtered, sorted, looked into and synced', async () => {
  await withCopy(sample.destination, async workbench => {
    const { page } = workbench;
    await loadSome(workbench);
    const exports = new ExportsPage(workbench);
    const tree = new TreeView(page);
    await tree.open();
    await tree.row('Acme Web').waitFor();
    await tree.pane.hover();
    await page.locator('.pane-header').getByRole('button', { name: 'Open Exports' }).click();
    await exports.footer(/exports 1–\d+ of 131.*\d+ to sync/);
    await exports.calendar.getByRole('img').waitFor();
    await hideSideBar(workbench);
    await exports.look('Acme Web #445');
    await exports.summary.getByText('✓ synced').waitFor();
    await inAllColours(workbench, exports);
    await enlarged(workbench, exports);
    await ofDays(exports);

    await exports.view.getByRole('searchbox').fill('retro');
    await exports.footer(/of 8 that fit, of 131/);
    await exports.button('Clear filter').click();
    const sorted = exports.view.getByRole('columnheader', { name: 'Files' });
    await sorted.click();
    await exports.view.locator('[aria-sort="descending"]', { hasText: 'Files' }).waitFor();
    await sorted.click();
    await exports.view.locator('[aria-sort="ascending"]', { hasText: 'Files' }).waitFor();

    await exports.pick('Application: all', 'Acme App 2');
    await byCalendar(exports);
    await isStored(page, /pendoDataSync\.exports.*Acme App 2/);
    await Promise.all([
      page.waitForEvent('load'),
      workbench.runCommand('Developer: Reload Window'),
    ]);
    await exports.button('Application: Acme App 2').waitFor();
    await exports.footer(/of \d+ that fit, of 131/);
    await narrow(workbench, exports);
  });
});

async function hideSideBar({ page }: Workbench): Promise<void> {
  await page.keyboard.press('Control+B');
  await page.locator('.part.sidebar').waitFor({ state: 'hidden' });
}

/** Pictures, what axe finds, and in high contrast edges. */
async function inAllColours(workbench: Workbench, exports: ExportsPage): Promise<void> {
  const { view } = exports;
  for (const theme of ['highContrast', 'light', 'dark'] as const) {
    await workbench.setTheme(theme);
    await exports.calendar.getByRole('img').waitFor();
    await pictureNow(workbench, 'exports-ready', exports.part);
    await assertAccessible(view, `the table, its calendar and a summary: ${theme}`);
    if (theme !== 'highContrast') continue;
    for (const part of ['.filter-text', '.filter-day', '.pick-button', '.primary-button']) {
      assert.match(await edgeOf(view, part, 'border'), /solid rgb/, part);
    }
    assert.match(await edgeOf(view, '.slick-cell.active', 'outline'), /solid|dotted/);
  }
}

/** 1400 by 900 pixels seen twice as large. */
async function enlarged(workbench: Workbench, exports: ExportsPage): Promise<void> {
  const { page } = workbench;
  await page.setViewportSize({ width: 700, height: 450 });
  assert.deepEqual(await cutOff(exports.view), [], '200 %');
  await page.setViewportSize({ width: 1400, height: 900 });
}

/** What the calendar says of days whose applications differ. */
async function ofDays(exports: ExportsPage): Promise<void> {
  await exports.day(missingDay).hover();
  await exports.tip.getByText('◌ missing: no export brings it').waitFor();
  const lines = await exports.tip.locator('div').allTextContents();
  assert.deepEqual(lines.slice(2, 4), ['missing: 1 application', 'synced: 1 application']);
  await exports.day(staleDay).hover();
  await exports.tip.getByText('↻ stale: loaded, a newer export waits').waitFor();
}

/** By keys to a day, by the pointer to others. */
async function byCalendar(exports: ExportsPage): Promise<void> {
  const { page } = exports.workbench;
  await exports.calendar.getByRole('group', { name: 'Calendar of days' }).focus();
  await page.keyboard.press('ArrowUp');
  await exports.tip.filter({ hasText: 'Acme App 2 #' }).waitFor();
  await page.keyboard.press('Enter');
  await exports.footer(/that fit, of 131/);
  const first = exports.view.getByLabel('First day (UTC)');
  const last = exports.view.getByLabel('Last day (UTC)');
  const day = await first.inputValue();
  assert.match(day, /^2024-06-\d\d$/);
  assert.equal(await last.inputValue(), day);

  await exports.day(2).click();
  const start = await first.inputValue();
  assert.notEqual(start, day);
  await exports.day(4).click({ modifiers: ['Shift'] });
  await exports.calendar.locator('svg [data-mark="cell"]').nth(1).locator('rect').nth(2).waitFor();
  assert.equal(await first.inputValue(), start);
  assert.ok((await last.inputValue()) > start);
}

/** 400 pixels wide: nothing is cut off, problems are looked for, and the calendar is closed by keys. */
async function narrow(workbench: Workbench, exports: ExportsPage): Promise<void> {
  const { page } = workbench;
  for (const theme of ['light', 'dark'] as const) {
    // Lists of commands have no room in a narrow window.
    await page.setViewportSize({ width: 1400, height: 900 });
    await workbench.setTheme(theme);
    await page.setViewportSize({ width: 448, height: 900 });
    await exports.look('Acme App 2 #');
    await pictureNow(workbench, 'exports-narrow', exports.part);
  }
  assert.deepEqual(await cutOff(exports.view), [], '400 pixels');
  await exports.choose('Find problems');
  await exports.summary.getByText('in its bill of materials').waitFor();
  await exports.button('Calendar').focus();
  await page.keyboard.press('Enter');
  await exports.calendar.getByRole('img').waitFor({ state: 'hidden' });
}

testWithTools(
  tools,
  'several exports are synced, and what failed is said where it is',
  async () => {
    await withCopy(sample.destination, async workbench => {
      const { page, destination } = workbench;
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      const exports = new ExportsPage(workbench);
      await exports.open();
      await exports.footer(/of 132.*\d+ to sync/);
      await exports.row('Acme Web #446').click();
      await exports.row('Acme App 2 #35').click({ modifiers: ['Control'] });
      await exports.said.filter({ hasText: '132 exports · 2 selected' }).waitFor();
      await exports.button('Plan').first().click();
      await line(page, /^Acme.Web/).waitFor();
      await exports.comeBack();
      await actOnOne(workbench, exports);

      // Of the newest export a file is gone.
      const { counter, file } = await newestAllEvents(destination);
      await rm(file);
      await exports.row(`Acme Web #${counter}`).click();
      await exports.row('Acme App 2 #35').click({ modifiers: ['Control'] });
      await exports.button('Sync selected…').click();
      await lens(page, /Apply: \d+ slices/).click();
      await notification(workbench, /and 1 more: \d+ slices loaded, 1 slice failed/);
      // The results of the first queries are a web view, too.
      await workbench.runCommand('View: Hide Panel');
      await exports.comeBack();
      await exports.look(`Acme Web #${counter}`);
      await exports.row('✕ failed').waitFor();
      await exports.summary.getByText('Failed in the last sync: 1').waitFor();
      await picture(workbench, 'exports-failed', exports.part);
    });
  },
);

/** What the summary can do with one export. */
async function actOnOne(workbench: SyncWorkbench, exports: ExportsPage): Promise<void> {
  const { page } = workbench;
  await exports.look('Acme Web #446');
  await exports.choose('Copy URL');
  await copied(page, /^gs:\/\/acme-pendo-data-sync\/datasync\/\d+\/-323232\/[-0-9a-f]+$/);
  for (const [button, title, words] of [
    ['Open this export alone', 'Export 446', '"counter"'],
    ['Open bill of materials', 'billofmaterials.json', '"timeDependent"'],
    ['Open manifest here', 'exportmanifest.json', '"counter": 446'],
    ['Plan', '.syncplan', 'Acme.Web'],
  ] as const) {
    await exports.choose(button);
    await page.locator('.tab.active', { hasText: title }).waitFor();
    await line(page, new RegExp(words.replaceAll(' ', '.'))).waitFor();
    await exports.comeBack();
    await exports.look('Acme Web #446');
  }
  await exports.choose('Reveal');
  await page.locator('.explorer-folders-view .monaco-list-row.focused').waitFor();
}

testWithTools(tools, 'the table is used by keys alone', async () => {
  await withCopy(sample.destination, async workbench => {
    const { page } = workbench;
    const exports = new ExportsPage(workbench);
    await exports.open();
    await exports.footer(/of 132.*\d+ to sync/);
    await exports.calendar.getByRole('img').waitFor();
    await exports.tabTo('Filter exports');
    await page.keyboard.type('app 2');
    await exports.said.filter({ hasText: /^36 exports that fit, of 132$/ }).waitFor();
    await exports.tabTo('Calendar of days');
    await exports.tip.waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await exports.said.filter({ hasText: /^\d exports that fit, of 132$/ }).waitFor();
    await page.keyboard.press('Enter');
    await exports.said.filter({ hasText: /^36 exports that fit/ }).waitFor();
    await exports.tabTo('Name');
    await page.keyboard.press('Enter');
    await exports.view.locator('[aria-sort="ascending"]', { hasText: 'Name' }).waitFor();
    await exports.tabTo(/^Acme App 2 #/);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await exports.said.filter({ hasText: / · 2 selected$/ }).waitFor();
    await exports.summary.getByRole('heading', { name: 'Acme App 2 #' }).waitFor();

    await exports.tabTo('Find problems');
    await page.keyboard.press('Enter');
    await exports.summary.getByText('in its bill of materials').waitFor();
    assert.equal(await exports.focused(), 'Find problems');
    await exports.tabTo('Close summary', 'Shift+Tab');
    await page.keyboard.press('Enter');
    await exports.summary.waitFor({ state: 'hidden' });
    assert.match(await exports.focused(), /^Acme App 2 #/);
    await exports.tabTo('Sync selected…', 'Shift+Tab');
    await page.keyboard.press('Enter');
    await tab(page, 'plan').and(page.locator('.active')).waitFor();
    await line(page, 'Acme').waitFor();
  });
});

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
      // So many are not watched: what is new is there for who comes back.
      await workbench.runCommand('File: New Untitled Text File');
      await writeFile(manifestOf(destination, 777), manyExports(777, 101));
      await exports.comeBack();
      await exports.footer(/of 101 that fit, of 100,001/);
    });
  },
);
