// Results in the real VS Code: tabs of several, sorted, filtered, summed up and drawn, by clicks and keys.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator } from 'playwright-core';

import { assertAccessible } from '../support/accessibility';
import { withLoadedWorkbench, type LoadedWorkbench } from '../support/loadedWorkbench';
import { picture } from '../support/pictures';
import { sampleForAllTests } from '../support/sampleDestination';
import { testWithTools } from '../support/tools';

const tools = ['vscode', 'chromium'] as const;
const sample = sampleForAllTests();

const several = `-- database: Acme Web (9007199254740993/-323232)

-- Events per day
SELECT periodId AS day, count(*) AS events, count(DISTINCT visitorId) AS visitors
FROM ALLEVENTS GROUP BY periodId ORDER BY periodId;

-- Events by type and hour
SELECT eventType, CAST(substr(browserTimestamp, 12, 2) AS INTEGER) AS hour, count(*) AS events
FROM ALLEVENTS GROUP BY eventType, hour;

-- A slip of the pen
SELECT day FROM ALLEVENT;

SELECT 'never' AS never;
`;

const numbers = `WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 400000)
SELECT i, i * 7919 % 400000 AS mixed, 'Größe ' || (i % 50) AS name FROM c;`;

testWithTools(
  tools,
  'several results are tabs; one is sorted, filtered, summed up and drawn',
  async () => {
    await withLoadedWorkbench(
      sample.destination,
      { 'several.pendo.sql': several },
      async loaded => {
        await runSeveral(loaded);
        await sortAndFilter(loaded);
        await summarize(loaded);
        await assertAccessible(loaded.query.results, 'a table with the summary of a column');
        await addUp(loaded);
        await draw(loaded);
        await assertAccessible(loaded.query.results, 'a chart');
        await cancel(loaded);
      },
    );
  },
);

async function runSeveral(loaded: LoadedWorkbench): Promise<void> {
  const { page, query, runCommand } = loaded;
  const file = page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'several' });
  await file.first().dblclick();
  await page.locator('.tab', { hasText: 'several.pendo.sql' }).waitFor();
  await runCommand('Data Sync: Run All Statements');
  // The one that failed is in front, and the rest was not run.
  await query.message('There is no table ALLEVENT. Did you mean ALLEVENTS?').waitFor();
  const tabs = query.results.getByRole('tab');
  assert.deepEqual(await tabs.allInnerTexts(), [
    '1 Events per day',
    '2 Events by type and hour',
    '3 A slip of the pen',
    "4 SELECT 'never' AS never",
  ]);
  await query.results.getByRole('tab', { name: "SELECT 'never' AS never, not run" }).waitFor();
  await picture(loaded, 'query-tabs', query.panel);
  await query.results.getByRole('tab', { name: 'A slip of the pen, failed' }).press('ArrowRight');
  await query.message('Not run').waitFor();
  await page.keyboard.press('Home');
  await query.header('day').waitFor();
  await query.footer(/rows 1–\d+ of 14 · /);
  await page.keyboard.press('ArrowRight');
  await query.header('hour').waitFor();
  assert.equal(await tabs.nth(1).getAttribute('aria-selected'), 'true');
  await tabs.nth(0).click();
  await query.header('day').waitFor();
  const heads = await boxesOf(query.results.locator('.slick-header-right .slick-header-column'));
  const cells = await boxesOf(
    query.results.locator('.slick-pane-right [data-row="0"] .slick-cell'),
  );
  const starts = (boxes: readonly Box[]) => boxes.map(({ x }) => Math.round(x));
  assert.equal(heads.length, 3);
  assert.deepEqual(starts(heads), starts(cells));
}

type Box = NonNullable<Awaited<ReturnType<Locator['boundingBox']>>>;

/** Where parts of the view are, in pixels. */
async function boxesOf(parts: Locator): Promise<readonly Box[]> {
  const boxes = await Promise.all((await parts.all()).map(part => part.boundingBox()));
  return boxes.filter(box => box !== null);
}

async function sortAndFilter(loaded: LoadedWorkbench): Promise<void> {
  const { page, query } = loaded;
  const events = query.results.locator('.slick-header-right [data-id="1"]');
  const firstDay = await cellOf(query, 0, 0).innerText();
  await events.click();
  await query.results.locator('[aria-sort="ascending"]').waitFor();
  await events.focus();
  await page.keyboard.press('Enter');
  await query.results.locator('[aria-sort="descending"]').waitFor();
  const most = Number(await cellOf(query, 0, 1).innerText());
  const next = Number(await cellOf(query, 1, 1).innerText());
  assert.ok(most >= next, `${most} before ${next}`);

  await query.results.getByRole('button', { name: 'Filter' }).click();
  const line = query.results.locator('.filter-line');
  await line.getByLabel('Column').selectOption({ label: 'day' });
  await line.getByLabel('Comparison').selectOption({ label: '≥' });
  await line.getByLabel('Value').fill('2024-06-20');
  await line.getByLabel('Value').press('Enter');
  await query.footer(/rows 1–\d+ of \d+ that fit, of 14/);
  await picture(loaded, 'query-filter', query.panel);
  await line.getByLabel('Comparison').selectOption({ label: '<' });
  await line.getByLabel('Value').fill('1999');
  await line.getByLabel('Value').press('Enter');
  await query.footer('none of 14 rows fits the filter');
  await line.getByLabel('Value').press('Escape');
  await query.footer(/rows 1–\d+ of 14 · /);
  await query.results.getByRole('button', { name: /Back to the order of the statement/ }).click();
  await cellOf(query, 0, 0).filter({ hasText: firstDay }).waitFor();
  await query.results.locator('[aria-sort]').waitFor({ state: 'detached' });
}

async function summarize(loaded: LoadedWorkbench): Promise<void> {
  const { query } = loaded;
  await query.results.locator('.slick-header-right [data-id="1"]').click({ button: 'right' });
  await query.results.locator('.panel-body', { hasText: 'From all 14 rows' }).waitFor();
  await query.results.locator('.column-plot svg').first().waitFor();
  await picture(loaded, 'query-summary', query.panel);
  await query.results.getByRole('button', { name: 'Close panel' }).click();
}

async function addUp(loaded: LoadedWorkbench): Promise<void> {
  const { page, query } = loaded;
  const cells = [0, 1, 2].map(row => cellOf(query, row, 1));
  const values = await Promise.all(cells.map(async cell => Number(await cell.innerText())));
  await cells[0]?.click();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  const sum = values.reduce((all, value) => all + value, 0);
  const text = `events: sum ${sum.toLocaleString('en')} · average`;
  await query.results.locator('.footer-totals', { hasText: text }).waitFor();
  await page.keyboard.press('Escape');
}

async function draw(loaded: LoadedWorkbench): Promise<void> {
  const { page, query } = loaded;
  await query.results.getByRole('button', { name: 'Chart' }).click();
  const plot = query.results.locator('.figure svg');
  await plot.waitFor();
  await query.results.locator('.chart-note', { hasText: '28 points of 14 rows' }).waitFor();
  await picture(loaded, 'query-chart', query.panel);
  await query.results.locator('.figure').focus();
  await page.keyboard.press('ArrowLeft');
  await query.results.locator('.figure-tip', { hasText: 'day: 20' }).waitFor();
  await query.results.getByRole('button', { name: 'Bars' }).click();
  await query.results.locator('.figure svg [data-mark="bar"] rect').first().waitFor();
  // Events and visitors stand side by side, from the same ground.
  const bars = query.results.locator('.figure svg [data-mark="bar"] rect');
  const grounds = (await boxesOf(bars)).map(({ y, height }) => Math.round(y + height));
  assert.deepEqual([grounds.length, new Set(grounds).size], [28, 1]);
  await picture(loaded, 'query-bars', query.panel);
  await query.footer(/^14 rows · /);
  await takeAlong(loaded);
  await hideAndShow(loaded);
  await query.results.getByRole('checkbox', { name: 'visitors' }).uncheck();
  await query.results.locator('.chart-note', { hasText: '14 points of 14 rows' }).waitFor();
  await query.results.getByRole('button', { name: 'Chart' }).click();
  await query.header('day').waitFor();
}

/** The chart is copied as a picture, and saved as one, with its title and what its colours mean. */
async function takeAlong({ page, query, folder }: LoadedWorkbench): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await query.results.getByRole('button', { name: 'Copy picture' }).click();
  await query.results.getByText('Copied the picture.').waitFor();
  const copied = await page.evaluate<string>(
    'navigator.clipboard.read().then(([item]) => item.types.join())',
  );
  assert.equal(copied, 'image/png');
  await query.results.getByRole('button', { name: 'Save picture…' }).click();
  const input = page.locator('.quick-input-widget input').first();
  await page.waitForFunction(
    `document.querySelector('.quick-input-widget input')?.value.endsWith('several.png')`,
  );
  await input.fill(path.join(folder, 'events.svg'));
  await page.keyboard.press('Enter');
  await page.getByText('Saved the chart to events.svg').first().waitFor();
  const svg = await readFile(path.join(folder, 'events.svg'), 'utf8');
  assert.match(svg, /<text[^>]*>events, visitors by day, as bars<\/text>/);
  assert.match(svg, /<text[^>]*>visitors<\/text>/);
  // Outside of the page there is neither a style sheet nor a theme.
  assert.doesNotMatch(svg, /var\(|currentColor/);
}

/** Another view of the panel comes in front, then this one again: its chart is as it was. */
async function hideAndShow({ query, runCommand }: LoadedWorkbench): Promise<void> {
  await runCommand('View: Hide Panel');
  await query.panel.waitFor({ state: 'hidden' });
  await query.openResults();
  await query.results.locator('.figure svg [data-mark="bar"] rect').first().waitFor();
}

/** A sort of many rows is stopped, and the rows are there as they were. */
async function cancel(loaded: LoadedWorkbench): Promise<void> {
  const { page, query } = loaded;
  await query.type(numbers);
  await query.footer(/rows 1–\d+ of 400,000 · /);
  await query.results.getByRole('button', { name: 'Filter' }).click();
  const line = query.results.locator('.filter-line');
  await line.getByLabel('Column').selectOption({ label: 'name' });
  await line.getByLabel('Value').fill('GRÖSSE 7');
  await line.getByLabel('Value').press('Enter');
  await query.results.getByRole('button', { name: 'Cancel' }).click();
  await query.footer(/rows 1–\d+ of 400,000 · /);
  await page.keyboard.press('Escape');
  await query.results.locator('.slick-header-right [data-id="1"]').click();
  await cellOf(query, 0, 1).filter({ hasText: /^0$/ }).waitFor();
  const sample400 = query.results.locator('.column-plot[title="from a sample of 4,096 rows"]');
  await sample400.first().waitFor();
  await query.results.locator('.slick-header-right [data-id="1"]').click({ button: 'right' });
  await query.results.getByRole('button', { name: 'Count exactly' }).click();
  await query.results.locator('.panel-body', { hasText: 'From all 400,000 rows' }).waitFor();
  await query.results.getByRole('button', { name: 'Chart' }).click();
  await query.results.locator('.chart-note', { hasText: 'of 400,000 rows' }).waitFor();
}

function cellOf({ results }: LoadedWorkbench['query'], row: number, column: number) {
  const cells = results.locator(`.slick-pane-right .slick-row[data-row="${row}"] .slick-cell`);
  return cells.nth(column);
}
