// Plan, apply, report, cancel and resume in the real VS Code, by clicks and keys.
import assert from 'node:assert/strict';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';

import { acquireDatabaseLock } from '../../shared/engine/databaseLock';
import { repeatedAvro, writeRepeated } from '../support/repeatedAvro';
import { applicationFolder, sampleForAllTests } from '../support/sampleDestination';
import { withTemporaryFolder } from '../support/temporaryFolder';
import { testWithTools } from '../support/tools';
import { TreeView } from '../support/treeView';
import { withWorkbench, type Workbench, type WorkbenchOptions } from '../support/workbench';

const sample = sampleForAllTests();
const tools = ['vscode', 'chromium'] as const;

testWithTools(tools, 'an application is planned, applied and reconciled in a report', async () => {
  await withCopy(async options => {
    await withWorkbench(options, async workbench => {
      const { page, errors } = workbench;
      const tree = new TreeView(page);
      await tree.open();
      await tree.row('Acme Web').waitFor();
      await tree.choose('Acme Web', 'Plan');
      await page.locator('.tab', { hasText: '.syncplan' }).waitFor();
      await line(page, 'Plan for Acme Web (-323232) of subscription Acme').waitFor();
      await page.locator('.codelens-decoration a', { hasText: /Apply: \d+ slices/ }).click();
      await tree.row('Acme Web✓ synced').waitFor();
      const told = await notification(workbench, /is synced: \d+ slices, \d+ rows in, 0 rows out/);
      await told.getByRole('button', { name: 'Show report' }).click();
      await page.locator('.tab', { hasText: '.syncreport' }).waitFor();
      await line(page, 'ALLEVENTS').waitFor();
      await tree.choose('Acme Web', 'Sync');
      await line(page, 'slices are up to date.').waitFor();
      assert.deepEqual(errors, []);
    });
  });
});

testWithTools(tools, 'the second that wants the database is told who has it', async () => {
  await withCopy(async options => {
    const database = options.machineSettings['pendoDataSync.databaseFolder'];
    const lock = await acquireDatabaseLock(database, 'sync of another window');
    try {
      await withWorkbench(options, async ({ page, errors }) => {
        const tree = new TreeView(page);
        await tree.open();
        await tree.row('Acme Web').waitFor();
        await tree.choose('Acme Web', 'Plan');
        await line(page, 'is in use by "sync of another window"').waitFor();
        await lock.release();
        await page.locator('.codelens-decoration a', { hasText: 'Plan again' }).click();
        await page.locator('.codelens-decoration a', { hasText: 'Apply: ' }).waitFor();
        assert.deepEqual(errors, []);
      });
    } finally {
      await lock.release();
    }
  });
});

testWithTools(
  tools,
  'in Restricted Mode a plan can be read, and says what applying needs',
  async () => {
    await withCopy(async options => {
      await withWorkbench({ ...options, trust: 'ask' }, async ({ page }) => {
        const tree = new TreeView(page);
        await tree.open();
        await tree.row('Acme Web').waitFor();
        await tree.choose('Acme Web', 'Plan');
        await page.locator('.codelens-decoration a', { hasText: 'trust this workspace' }).waitFor();
      });
    });
  },
);

testWithTools(
  tools,
  'a sync is cancelled from the status bar, and goes on where it was',
  async () => {
    await withTemporaryFolder(async folder => {
      await makeLarge(folder);
      const machineSettings = { 'pendoDataSync.databaseFolder': path.join(folder, 'db') };
      await withWorkbench({ folder, machineSettings }, async workbench => {
        const { page, errors } = workbench;
        const tree = new TreeView(page);
        await tree.open();
        await tree.row('Large').waitFor();
        await tree.choose('Large', 'Plan');
        await page.locator('.codelens-decoration a', { hasText: 'Apply: 3 slices' }).click();
        const progress = page.locator('.statusbar-item', { hasText: 'rows/s' });
        await progress.click();
        await progress.waitFor({ state: 'detached' });
        const told = await notification(workbench, 'Sync of Large cancelled');
        await tree.row('Large1 to sync').waitFor();
        await told.getByRole('button', { name: 'Resume' }).click();
        await tree.row('Large✓ synced').waitFor();
        assert.deepEqual(errors, []);
      });
    });
  },
);

testWithTools(tools, 'plan and report are there again after a reload', async () => {
  await withCopy(async options => {
    await withWorkbench(options, async workbench => {
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
      await page.locator('.tab', { hasText: '.syncplan' }).click();
      await line(page, 'slices are up to date.').waitFor();
      await page.locator('.tab', { hasText: '.syncreport' }).click();
      await lens(page, 'Query').waitFor();
    });
  });
});

testWithTools(tools, 'a sync whose window is reloaded is told of, and resumed', async () => {
  await withTemporaryFolder(async folder => {
    await makeLarge(folder, 12);
    const machineSettings = { 'pendoDataSync.databaseFolder': path.join(folder, 'db') };
    await withWorkbench({ folder, machineSettings }, async workbench => {
      const { page } = workbench;
      const tree = new TreeView(page);
      await tree.open();
      await tree.choose('Large', 'Plan');
      await lens(page, 'Apply: 12 slices').click();
      await page.locator('.statusbar-item', { hasText: 'rows/s' }).waitFor();
      // As a browser that is closed: nobody is asked.
      await page.reload();
      const told = await notification(workbench, 'The sync of Large was interrupted');
      await told.getByRole('button', { name: 'Resume' }).click();
      await tree.row('Large✓ synced').waitFor();
    });
  });
});

testWithTools(tools, 'an export is planned from where it stands in its manifest', async () => {
  await withCopy(async options => {
    const file = path.join(applicationFolder(options.folder), 'exportmanifest.json');
    await withWorkbench({ ...options, file }, async ({ page, errors }) => {
      await page.locator('.codelens-decoration a', { hasText: 'Plan from here' }).first().click();
      await page.locator('.tab', { hasText: '.syncplan' }).waitFor();
      await page.locator('.codelens-decoration a', { hasText: /Apply: / }).waitFor();
      assert.deepEqual(errors, []);
    });
  });
});

/** A destination of some days with so many rows that their sync takes seconds. */
async function makeLarge(folder: string, days = 3): Promise<void> {
  const application = path.join(folder, 'datasync/1/2');
  const files = path.join(application, 'e7');
  await mkdir(files, { recursive: true });
  const [blockRows, blocks] = [10_000, 100];
  const fields = ['eventId', 'visitorId', 'url'].map(name => ({ name, type: 'string' }));
  const schema = { type: 'record', name: 'Event', fields };
  const rows = Array.from({ length: blockRows }, (_, row) => {
    return { eventId: `event ${row}`, visitorId: `v${row % 99}`, url: `/page/${row % 7}` };
  });
  const avro = repeatedAvro({ schema, codec: 'null' }, rows, blocks);
  const timeDependent = Array.from({ length: days }, (_, day) => ({
    periodId: `2024-06-${String(day + 1).padStart(2, '0')}T00:00:00Z`,
    allEvents: { eventCount: blockRows * blocks, files: [`allevents${day}.avro`] },
  }));
  for (const { allEvents } of timeDependent) {
    for (const name of allEvents.files) await writeRepeated(path.join(files, name), avro);
  }
  const entry = {
    ...{ counter: 7, exportType: null, finishTime: '2024-06-04T00:00:00Z', storageSize: 1 },
    rootUrl: 'gs://bucket/datasync/1/2/e7',
    application: { displayName: 'Large', id: '2' },
    subscription: { displayName: 'Acme', id: '1' },
    timeDependent,
  };
  const manifest = { exports: [entry], generatedTime: '2024-06-04T00:00:00Z' };
  await writeFile(path.join(application, 'exportmanifest.json'), JSON.stringify(manifest));
}

/** What can be done, above the first line. */
function lens(page: Page, text: string | RegExp): Locator {
  return page.locator('.codelens-decoration a', { hasText: text }).first();
}

/** The window goes and comes again. */
async function reload({ page, runCommand }: Workbench): Promise<void> {
  const loaded = page.waitForEvent('domcontentloaded');
  await runCommand('Developer: Reload Window');
  await loaded;
  await page.locator('.monaco-workbench .part.statusbar').waitFor();
}

/** A line of the active editor, which writes spaces as such that do not break. */
function line(page: Page, text: string | RegExp) {
  return page.locator('.view-line', { hasText: text }).first();
}

/** The message behind the bell, which is opened: a page without focus shows no toasts. */
async function notification(
  { page, runCommand }: Pick<Workbench, 'page' | 'runCommand'>,
  text: string | RegExp,
): Promise<Locator> {
  await page.locator('.statusbar-item .codicon-bell-dot').waitFor();
  await runCommand('Notifications: Show Notifications');
  const found = page.locator('.notification-list-item', { hasText: text }).first();
  await found.waitFor();
  return found;
}

/** Runs `body` with a workspace that holds a copy of the sample, and a database of its own. */
async function withCopy(
  body: (
    options: WorkbenchOptions & { machineSettings: Record<'pendoDataSync.databaseFolder', string> },
  ) => Promise<void>,
): Promise<void> {
  await withTemporaryFolder(async folder => {
    await cp(sample.destination, folder, { recursive: true });
    const machineSettings = { 'pendoDataSync.databaseFolder': path.join(folder, 'db') };
    await body({ folder, machineSettings });
  });
}
