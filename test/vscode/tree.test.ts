// The tree of destinations in the real VS Code: found by clicks, read by its rows.
import assert from 'node:assert/strict';
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';

import { picture } from '../support/pictures';
import { runCli } from '../support/runCli';
import { applicationFolder, sampleForAllTests } from '../support/sampleDestination';
import { withTemporaryFolder } from '../support/temporaryFolder';
import { sharedSync } from '../support/syncing';
import { testWithTools } from '../support/tools';
import { TreeView } from '../support/treeView';

const sample = sampleForAllTests();
const tools = ['vscode', 'chromium'] as const;
const { inWorkbench, withCopy } = sharedSync();

testWithTools(tools, 'sample data is one click away and opens at its newest export', async () => {
  await inWorkbench(async workbench => {
    const { page } = workbench;
    const tree = new TreeView(page);
    await tree.open();
    await tree.pane.getByText('Try it with sample data').waitFor();
    await picture(workbench, 'tree-empty', tree.pane);
    await tree.pane.getByRole('button', { name: 'Try it with sample data' }).click();
    const newest = tree.pane.locator('.monaco-list-row.selected', { hasText: '#36' });
    await newest.waitFor({ timeout: 60_000 });
    assert.match((await newest.textContent()) ?? '', /#36● new · 2 days · 241 kB/);
    assert.match(
      (await newest.getAttribute('aria-label')) ?? '',
      /^#36, export, new · \w+ · 2 days/,
    );
    assert.match((await tree.row('Sample data').getAttribute('aria-label')) ?? '', /destination/);
  });
});

testWithTools(
  tools,
  'a destination of the workspace is walked down to a file by name',
  async () => {
    await withCopy(sample.destination, async workbench => {
      const { page } = workbench;
      const tree = new TreeView(page);
      await tree.open();
      await tree.expand('Acme Web');
      await tree.expand('Exports');
      await tree.expand('#418');
      await tree.expand('Definitions');
      await tree.row('Track types').waitFor();
      await tree.expand('Fri 21 Jun');
      await tree.expand('Pages (');
      const firstPage = tree.row(/: /);
      await firstPage.waitFor();
      await picture(workbench, 'tree-ready', tree.pane);
      await firstPage.click();
      await page.locator('.tab', { hasText: '.avro' }).waitFor();

      await tree.collapse('Exports');
      await tree.expand('Periods');
      await tree.row(/Sat 29 Jun● new/).waitFor();
      await picture(workbench, 'tree-periods', tree.pane);
    });
  },
);

testWithTools(tools, 'several rows are copied at once, by keys', async () => {
  await withCopy(sample.destination, async ({ page, destination }) => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const tree = new TreeView(page);
    await tree.open();
    await tree.expand('Acme Web');
    await tree.expand('Exports');
    // The lower one first: a click opens it, and moves what stands below.
    await tree.row('#416').click();
    await tree.row('Definitions').waitFor();
    await tree.row('#417').click({ modifiers: ['Control'] });
    const paths = await copyRows(page, 2);
    assert.ok(paths.every(each => each.startsWith(applicationFolder(destination))));
  });
});

testWithTools(tools, 'matched events are filtered by text, as it is typed', async () => {
  await withCopy(sample.destination, async ({ page, runCommand }) => {
    const tree = new TreeView(page);
    await tree.open();
    await tree.expand('Acme Web');
    await tree.expand('Periods');
    await tree.expand(/Fri 21 Jun● new/);
    await tree.expand('Pages (');
    await tree.row(/: /).waitFor();
    const all = await tree.rows.filter({ hasText: /: / }).allTextContents();
    await runCommand('Data Sync: Filter Pages, Features and Track Types…');
    await page.getByPlaceholder('Part of a name').waitFor();
    await page.keyboard.type((all[0] ?? '').slice(0, 6));
    await tree.row(/Pages \(\d+ of \d+\)/).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Filter: “').waitFor();
    const some = await tree.rows.filter({ hasText: /: / }).allTextContents();
    assert.ok(some.length > 0 && some.every(name => all.includes(name)));
    await runCommand('Data Sync: Clear Filter');
    await tree.row(/Pages \(\d+\)/).waitFor();
  });
});

testWithTools(tools, 'states follow the local database and the manifest', async () => {
  await withCopy(sample.destination, async ({ page, destination, database }) => {
    const tree = new TreeView(page);
    await tree.open();
    await tree.expand('Acme Web');
    await tree.expand('Exports');
    await tree.row('#418● new').waitFor();

    const { code, stderr } = await runCli(['sync', destination, '--db', database]);
    assert.equal(code, 0, stderr);
    // Another program has synced: no refresh is asked for.
    await tree.row('Acme Web✓ synced').waitFor();
    await tree.row('#418✓ synced').waitFor();

    // The manifest file changes on disk: no refresh is asked for.
    await dropNewestExport(destination);
    await tree.row(/^Exports\d+ · #412–417/).waitFor();
  });
});

testWithTools(tools, 'what comes, goes and comes back is seen without a refresh', async () => {
  await withTemporaryFolder(async elsewhere => {
    await inWorkbench(async ({ page, setMachineSettings }) => {
      // As a pattern this would be the name of another folder.
      const destination = path.join(elsewhere, 'acme [prod]');
      await cp(sample.destination, destination, { recursive: true });
      await setMachineSettings({
        'pendoDataSync.destinations': [{ url: destination, name: 'Acme' }],
      });
      const tree = new TreeView(page);
      await tree.open();
      await tree.row('Acme Web').waitFor();
      // VS Code does not say when it has begun to watch.
      await page.waitForTimeout(2000);
      // A copy of a bucket is under way: the folder is there before its manifest.
      const added = applicationFolder(destination, '77');
      await mkdir(added);
      await page.waitForTimeout(2000);
      await cp(applicationFolder(destination), added, { recursive: true });
      await tree.rows.filter({ hasText: 'Acme Web' }).nth(1).waitFor();
      await rm(added, { recursive: true });
      await tree.rows.filter({ hasText: 'Acme Web' }).nth(1).waitFor({ state: 'detached' });

      await rename(destination, `${destination} away`);
      await tree.row('Not there').waitFor();
      await rename(`${destination} away`, destination);
      await tree.row('Acme Web').waitFor();
    });
  });
});

testWithTools(tools, 'what cannot be read or is empty is a row with a way out', async () => {
  await inWorkbench(async workbench => {
    const { page, folder, runCommand, setMachineSettings } = workbench;
    const broken = path.join(folder, 'broken');
    const empty = path.join(folder, 'empty');
    const damaged = path.join(folder, 'damaged');
    const application = path.join(empty, 'datasync/1/2');
    await mkdir(broken);
    await mkdir(damaged);
    await writeFile(path.join(damaged, 'exportmanifest.json'), '<html>not found</html>');
    await mkdir(application, { recursive: true });
    await writeFile(path.join(application, 'exportmanifest.json'), '{"exports": []}');
    const destinations = [
      { url: broken, name: 'Broken' },
      { url: empty, name: 'Empty' },
      { url: damaged, name: 'Damaged' },
    ];
    await setMachineSettings({ 'pendoDataSync.destinations': destinations });
    const tree = new TreeView(page);
    await tree.open();
    await tree.expand('Broken');
    await tree.row('No export manifest here').waitFor();
    await tree.expand('Damaged');
    await tree.expand('cannot be read');
    await tree.row('The manifest is no JSON').waitFor();
    await picture(workbench, 'tree-failed', tree.pane);
    await tree.collapse('Damaged');
    await cp(sample.destination, broken, { recursive: true });
    await tree.row('Try again').click();
    await tree.row('Acme').waitFor();

    await tree.expand('Empty');
    await tree.row('no exports').waitFor();
    await tree.expand('no exports');
    await tree.row('No exports in the last 30 days').waitFor();
    await tree.row('Open the manifest').click();
    await page.locator('.tab', { hasText: 'exportmanifest.json' }).waitFor();

    await renameRow(page, tree);
    await runCommand('Data Sync: Add a Folder…');
    const dialog = page.locator('.quick-input-widget', { hasText: 'Choose a folder' });
    await dialog.locator('.monaco-list-row').first().waitFor();
    await dialog.locator('input').first().fill(sample.destination);
    await dialog.getByRole('button', { name: 'Add' }).click();
    await tree.expand(/^exports/);
    await tree.row('Acme Web').waitFor();

    await tree.choose('Acme test', 'Remove from the List');
    await tree.row('Acme test').waitFor({ state: 'detached' });
    await runCommand('Notifications: Show Notifications');
    await page.getByRole('button', { name: 'Undo' }).click();
    await tree.row('Acme test').waitFor();
  });
});

/** Presses the keys until so many paths are copied: the extension hears of a selection a little later. */
async function copyRows(page: Page, count: number): Promise<readonly string[]> {
  for (let tries = 0; ; tries++) {
    await page.keyboard.press('Control+C');
    await page.waitForTimeout(300);
    const copied = String(await page.evaluate('navigator.clipboard.readText()')).split('\n');
    if (copied.length === count) return copied;
    assert.ok(tries < 30, `copied ${copied.join(' and ')}`);
  }
}

async function renameRow(page: Page, tree: TreeView): Promise<void> {
  await tree.row('Broken').click();
  await page.keyboard.press('F2');
  await page.locator('.quick-input-widget input').first().fill('Acme test');
  await page.keyboard.press('Enter');
  await tree.row('Acme test').waitFor();
}

async function dropNewestExport(destination: string): Promise<void> {
  const folder = applicationFolder(destination);
  const [file] = [path.join(folder, 'exportmanifest.json')];
  const manifest = JSON.parse(await readFile(file, 'utf8')) as {
    exports: { readonly counter: number }[];
  };
  manifest.exports.sort((a, b) => a.counter - b.counter).pop();
  await rm(file);
  await writeFile(file, JSON.stringify(manifest));
}
