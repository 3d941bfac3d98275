// Notebooks in the real VS Code: run, a wrong cell, saved line by line, opened again, damaged, new.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { FrameLocator, Locator } from 'playwright-core';

import { notebookText, type NotebookCell } from '../../shared/notebook/notebookFile';
import { assertAccessible } from '../support/accessibility';
import { withLoadedWorkbench, type LoadedWorkbench } from '../support/loadedWorkbench';
import { picture } from '../support/pictures';
import {
  sampleApplication,
  sampleForAllTests,
  sampleSubscription,
} from '../support/sampleDestination';
import { testWithTools } from '../support/tools';
import { until } from '../support/until';

const tools = ['vscode', 'chromium'] as const;
const sample = sampleForAllTests();

const cell = (kind: NotebookCell['kind'], text: string): NotebookCell => ({
  ...{ kind, text },
  others: [],
});

/** What is rendered below each cell. */
const results = '.pendo-data-sync-result';
const endless =
  'WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c) SELECT max(i) FROM c';
const days = 'SELECT periodId AS day, count(*) AS events FROM ALLEVENTS GROUP BY 1 LIMIT 3';
const pages = 'SELECT pageId, name\nFROM PAGES\nORDER BY name;';

const file = (cells: readonly NotebookCell[]) =>
  notebookText({
    database: {
      subscription: sampleSubscription,
      application: sampleApplication,
      name: 'Acme Web',
      others: [],
    },
    cells,
    others: [['theme', '{"accent": 1.50}']],
  });

const written = file([cell('markdown', '# Pages'), cell('sql', pages), cell('sql', 'SELECT nam')]);
const damaged = written.slice(0, 150);

testWithTools(
  tools,
  'a notebook is run, edited, saved line by line, opened again; a damaged one is left alone',
  async () => {
    const files = { 'visits.pendonb': written, 'broken.pendonb': damaged };
    await withLoadedWorkbench(sample.destination, files, async loaded => {
      await open(loaded, 'visits.pendonb');
      await run(loaded);
      await stop(loaded);
      await draw(loaded);
      await editAndSave(loaded);
      await reload(loaded);
      await openDamaged(loaded);
      await startNew(loaded);
    });
  },
);

async function open({ page }: LoadedWorkbench, name: string): Promise<void> {
  // Before the extension is there, the file is one of text.
  await page.locator('.activitybar .action-label[aria-label*="Data Sync"]').waitFor();
  const row = page.locator('.explorer-folders-view .monaco-list-row', { hasText: name });
  await row.first().dblclick();
  await page.locator('.tab.active', { hasText: name }).waitFor();
}

/** What is rendered below the cells. */
function outputs({ page }: LoadedWorkbench): FrameLocator {
  // Of several notebooks the one that was opened last.
  return page.frameLocator('iframe.webview.ready').last().frameLocator('#active-frame');
}

function header(loaded: LoadedWorkbench, name: string): Locator {
  return outputs(loaded).locator('.column-name', { hasText: name }).first();
}

async function run(loaded: LoadedWorkbench): Promise<void> {
  const { page, runCommand } = loaded;
  await page.locator('.cell-status-right', { hasText: 'Acme Web' }).first().waitFor();
  await runCommand('Notebook: Run All');
  await header(loaded, 'pageId').waitFor();
  await outputs(loaded)
    .locator('footer', { hasText: /rows 1–\d of \d/ })
    .first()
    .waitFor();
  await outputs(loaded).locator('.slick-cell', { hasText: 'Dashboard' }).first().waitFor();
  await outputs(loaded).getByText('There is no column nam').waitFor();
  await page.locator('.squiggly-error').first().waitFor();
  await picture(loaded, 'notebook');
  await assertAccessible(outputs(loaded), 'results below cells', results);
}

/** A cell that finds no end is stopped, says so, and is run again from there. */
async function stop(loaded: LoadedWorkbench): Promise<void> {
  const { page, runCommand } = loaded;
  await write(loaded, 'SELECT nam', endless);
  await page.keyboard.press('Control+Enter');
  const result = outputs(loaded).locator(results).last();
  for (let time = 0; time < 2; time++) {
    await result.locator('footer', { hasText: 'running' }).waitFor();
    await runCommand('Notebook: Interrupt');
    await result.locator('.message', { hasText: 'Cancelled' }).waitFor();
    if (time === 0) await result.getByRole('button', { name: 'Run again' }).click();
  }
}

/** A chart below a cell has room for its axes, however few the rows are. */
async function draw(loaded: LoadedWorkbench): Promise<void> {
  const { page } = loaded;
  await write(loaded, 'WITH RECURSIVE', days);
  await page.keyboard.press('Control+Enter');
  await header(loaded, 'events').waitFor();
  const result = outputs(loaded).locator(results, { hasText: 'events' });
  await result.getByRole('button', { name: 'Chart' }).click();
  await result.locator('.figure svg [data-mark="line"] path').waitFor();
  await assertAccessible(outputs(loaded), 'a chart below a cell', results);
  const [plot, room] = await Promise.all(
    [result.locator('.figure svg'), result].map(part => part.boundingBox()),
  );
  assert.ok(plot && room && plot.height >= 150 && plot.y + plot.height <= room.y + room.height);
  await picture(loaded, 'notebook-chart');
}

/** In the place of what the last cell holds. */
async function write({ page }: LoadedWorkbench, before: string, sql: string): Promise<void> {
  await page.locator('.cell .view-line', { hasText: before }).last().click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(sql);
}

async function editAndSave(loaded: LoadedWorkbench): Promise<void> {
  const { page, folder } = loaded;
  await write(loaded, 'SELECT periodId', 'SELECT p.');
  await page.keyboard.insertText('pageId AS id FROM PAGES p WHERE p.');
  await page.keyboard.type('na');
  await page.locator('.suggest-widget .monaco-list-row', { hasText: 'name' }).first().waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.insertText(' IS NOT NULL');
  await page.keyboard.press('Control+s');
  const changed = 'SELECT p.pageId AS id FROM PAGES p WHERE p.name IS NOT NULL';
  const wanted = file([cell('markdown', '# Pages'), cell('sql', pages), cell('sql', changed)]);
  const text = () => readFile(path.join(folder, 'visits.pendonb'), 'utf8');
  await until('the saved notebook', async () => (await text()) !== written);
  await until('the saved change', async () => (await text()).includes('IS NOT NULL'));
  assert.equal(await text(), wanted);
}

async function reload(loaded: LoadedWorkbench): Promise<void> {
  const { page, runCommand } = loaded;
  await page.reload();
  await page.locator('.cell .view-line', { hasText: 'IS NOT NULL' }).waitFor();
  await page.locator('.cell-status-right', { hasText: 'Acme Web' }).first().waitFor();
  await runCommand('Notebook: Run All');
  await header(loaded, 'id').waitFor();
}

async function openDamaged(loaded: LoadedWorkbench): Promise<void> {
  const { page, folder } = loaded;
  // A double click would open it twice, and say so twice.
  await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'broken' }).click();
  // What cannot be opened VS Code says in a box.
  const box = page.locator('.monaco-dialog-box');
  await box.getByText(/This notebook is damaged.*: line \d+, column \d+/).waitFor();
  await page.keyboard.press('Escape');
  await box.waitFor({ state: 'hidden' });
  assert.equal(await readFile(path.join(folder, 'broken.pendonb'), 'utf8'), damaged);
}

async function startNew(loaded: LoadedWorkbench): Promise<void> {
  const { page, query, runCommand } = loaded;
  await query.openView();
  const databases = page.locator('.pane-header', { hasText: 'Local Database' });
  await databases.hover();
  await databases.getByRole('button', { name: 'New Notebook' }).click();
  await page.locator('.quick-input-widget', { hasText: 'Which local database?' }).waitFor();
  await page.keyboard.insertText('Acme Web');
  await page.locator('.quick-input-list .focused', { hasText: 'Acme Web' }).waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.cell .view-line', { hasText: 'GROUP BY periodId' }).first().click();
  await page.locator('.cell-status-right', { hasText: 'Acme Web' }).first().waitFor();
  await runCommand('Notebook: Run All');
  await header(loaded, 'visitors').waitFor();
}
