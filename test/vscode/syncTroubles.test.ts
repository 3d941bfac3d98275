// What goes wrong with a sync is said, and can be mended, in the real VS Code.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { picture } from '../support/pictures';
import { QueryPage } from '../support/queryPage';
import { newestAllEvents, sampleForAllTests } from '../support/sampleDestination';
import {
  folderSetting,
  lens,
  line,
  notification,
  pictureOfDocument,
  sharedSync,
  tab,
} from '../support/syncing';
import { testWithTools, tool } from '../support/tools';
import { TreeView } from '../support/treeView';

const sample = sampleForAllTests();
const tools = ['vscode', 'chromium'] as const;
const { withCopy } = sharedSync();

// First of all: later there are other results.
testWithTools([...tools, 'sqlite3'], 'a database that is locked or gone is said', async () => {
  await withCopy(sample.destination, async workbench => {
    const { page, database } = workbench;
    const tree = new TreeView(page);
    await tree.open();
    await tree.choose('Acme Web', 'Plan');
    await lens(page, /Apply: /).click();
    await tree.row('Acme Web✓ synced').waitFor();
    // The first query, which reads the file, too.
    await new QueryPage(workbench).footer(/rows 1–\d+ of \d+ · /);
    const [subscription = ''] = await readdir(database);
    const file = path.join(database, subscription, '-323232.sqlite');
    await withNative(file, async () => {
      await tree.choose('Acme Web', 'Plan');
      await line(page, 'has held it').waitFor();
      await picture(workbench, 'sync-plan-failed', page.locator('.part.editor'));
    });
    await rename(file, `${file}.moved`);
    await workbench.runCommand('Data Sync: Refresh');
    await tree.row(/Acme Web\d+ to sync/).waitFor();
    await rm(`${file}.moved`);
  });
});

testWithTools(
  tools,
  'what failed stands first in the report, and is retried from there',
  async () => {
    await withCopy(sample.destination, async workbench => {
      const { page, destination } = workbench;
      const { file } = await newestAllEvents(destination);
      const whole = await readFile(file);
      await truncate(file, whole.length - 30);
      const tree = new TreeView(page);
      await tree.open();
      await tree.choose('Acme Web', 'Plan');
      await lens(page, /Apply: /).click();
      const told = await notification(workbench, /Acme Web: \d+ slices loaded, \d slices? failed/);
      await told.getByRole('button', { name: 'Show report' }).click();
      await line(page, 'What went wrong').waitFor();
      await page.locator('.detected-link', { hasText: 'allevents' }).first().waitFor();
      await page.keyboard.press('Escape');
      await pictureOfDocument(workbench, 'sync-report-failed');
      await tab(page, 'plan').click();
      await lens(page, 'Apply what is left').waitFor();
      await writeFile(file, whole);
      await tab(page, 'report').click();
      await lens(page, /Retry \d+ failed/).click();
      await tree.row('Acme Web✓ synced').waitFor();
    });
  },
);

testWithTools(tools, 'several rows, and whole destinations, are synced together', async () => {
  await withCopy(sample.destination, async workbench => {
    const { page } = workbench;
    const tree = new TreeView(page);
    await tree.open();
    await tree.row('Acme Web').click();
    await tree.row('Visitors').click({ modifiers: ['Control'] });
    await tree.choose('Visitors', 'Sync');
    await line(page, /^Acme.Web/).waitFor();
    await line(page, /^visitor/).waitFor();
    await lens(page, /Apply: /).click();
    await tree.row('Acme Web✓ synced').waitFor();
    await tree.row('Visitors✓ synced').waitFor();
    await tree.row(/Acme App 2.*to sync/).waitFor();
    await notification(workbench, /and 1 more is synced/);
    await page.keyboard.press('Escape');
    await tree.choose('Local copy', 'Sync');
    await lens(page, /Apply: /).click();
    await tree.row(/Acme App 2✓ synced/).waitFor();
    await tree.row('Accounts✓ synced').waitFor();
    await page.locator('.statusbar-item', { hasText: 'to sync' }).waitFor({ state: 'detached' });
  });
});

testWithTools(tools, 'the folder of the database is another while the plan is open', async () => {
  await withCopy(sample.destination, async workbench => {
    const { page, folder, runCommand, machineSettings, setMachineSettings } = workbench;
    const tree = new TreeView(page);
    await tree.open();
    await tree.choose('Acme Web', 'Plan');
    await lens(page, /Apply: /).click();
    await tree.row('Acme Web✓ synced').waitFor();
    // Told last: the first queries are open then, where there were none before.
    await notification(workbench, /is synced/);
    await page.keyboard.press('Escape');
    await tab(page, 'plan').click();
    const other = path.join(folder, 'other');
    await setMachineSettings({ ...machineSettings, [folderSetting]: other });
    await tree.row(/Acme Web\d+ to sync/).waitFor();
    await line(page, `${other}/`).waitFor();
    await writeFile(other, 'a file');
    await lens(page, /Apply: /).click();
    await notification(workbench, /a file stands where the database folder should be/);
    await page.keyboard.press('Escape');
    await setMachineSettings(machineSettings);
    await tree.row('Acme Web✓ synced').waitFor();
    await runCommand('Data Sync: Reveal Database Folder');
    await page.locator('.explorer-folders-view .focused', { hasText: 'db' }).waitFor();
  });
});

testWithTools(tools, 'a disk that is too small is said before and after', async () => {
  await withCopy(sample.destination, async workbench => {
    const { page, destination } = workbench;
    const { file } = await newestAllEvents(destination);
    await truncate(file, 2 ** 40);
    const tree = new TreeView(page);
    await tree.open();
    await tree.choose('Acme Web', 'Plan');
    await line(page, 'the disk has too little space').waitFor();
    await lens(page, /Apply: /).click();
    await notification(workbench, /Free some space/);
    await tree.row(/Acme Web\d+ to sync/).waitFor();
  });
});

/** Runs `body` while the sqlite3 shell holds a database for itself. */
async function withNative(file: string, body: () => Promise<void>): Promise<void> {
  const shell: ChildProcess = spawn(tool('sqlite3'), [file], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  try {
    shell.stdin?.write('BEGIN EXCLUSIVE; SELECT 1;\n');
    if (shell.stdout) await once(shell.stdout, 'data');
    await body();
  } finally {
    shell.kill();
  }
}
