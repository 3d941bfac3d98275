// SQL documents in the real VS Code: bound by a command, run whole, explained, completed, and found again in the history.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { withLoadedWorkbench, type LoadedWorkbench } from '../support/loadedWorkbench';
import { picture, pictureNow } from '../support/pictures';
import { sampleForAllTests } from '../support/sampleDestination';
import { lens, line } from '../support/syncing';
import { until } from '../support/until';
import { testWithTools } from '../support/tools';

const tools = ['vscode', 'chromium'] as const;
const sample = sampleForAllTests();

const visits = `-- Pages
SELECT pageId, name FROM PAGES ORDER BY name;

-- Visits by page
SELECT p.name, count(*) AS visits
FROM MATCHEDPAGEEVENTS e JOIN PAGES p ON p.pageId = e.matchableId
GROUP BY p.name;
`;

testWithTools(
  tools,
  'any SQL file is bound, run whole, explained, completed, and what was run is found again',
  async () => {
    await withLoadedWorkbench(sample.destination, { 'visits.sql': visits }, async loaded => {
      await openFile(loaded, 'visits.sql');
      await bind(loaded);
      await runAll(loaded);
      await explain(loaded);
      await complete(loaded);
      await findInHistory(loaded);
    });
  },
);

/** Opens a file of the workspace by its name. */
async function openFile({ page }: LoadedWorkbench, name: string): Promise<void> {
  const row = page.locator('.explorer-folders-view .monaco-list-row', { hasText: name });
  await row.first().dblclick();
  await page.locator('.tab', { hasText: name }).waitFor();
}

async function chooseFromList({ page }: LoadedWorkbench, title: string, label: string) {
  await page.locator('.quick-input-widget', { hasText: title }).waitFor();
  await page.keyboard.insertText(label);
  await page.locator('.quick-input-list .focused', { hasText: label }).waitFor();
  await page.keyboard.press('Enter');
}

async function bind(loaded: LoadedWorkbench): Promise<void> {
  const { page, runCommand, folder } = loaded;
  await runCommand('Data Sync: Choose Database…');
  await chooseFromList(loaded, 'Which local database?', 'Acme App 2');
  await line(page, '-- database: Acme App 2 (').waitFor();
  // The lens names the database, and changes it.
  await lens(page, 'Acme App 2').click();
  await chooseFromList(loaded, 'Which local database?', 'Acme Web');
  await line(page, '-- database: Acme Web (').waitFor();
  await page.keyboard.press('Control+s');
  const lines = async () => (await readFile(path.join(folder, 'visits.sql'), 'utf8')).split('\n');
  await until('the line that names the database', async () =>
    /^-- database: Acme Web \(\d+\/-323232\)$/.test((await lines())[0] ?? ''),
  );
  const [, ...rest] = await lines();
  assert.equal(rest.join('\n'), `\n${visits}`);
}

async function runAll({ page, query }: LoadedWorkbench): Promise<void> {
  await page.locator('.editor-instance .view-lines').first().click();
  await page.keyboard.press('Control+Shift+Enter');
  await query.results.getByRole('tab', { name: 'Visits by page' }).waitFor();
  await query.header('pageId').waitFor();
  await query.results.getByRole('tab', { name: 'Visits by page' }).click();
  await query.header('visits').waitFor();
}

async function explain(loaded: LoadedWorkbench): Promise<void> {
  const { page, query } = loaded;
  await lens(page, 'Explain').click();
  await query.header('what it does').waitFor();
  await page.locator('.codelens-decoration a', { hasText: 'Explain' }).nth(1).click();
  await query.results
    .locator('.slick-cell', { hasText: 'Reads the whole table' })
    .first()
    .waitFor();
  await assertRoomy(loaded);
  await picture(loaded, 'query-explain');
}

/** No text is cut while there is room beside it, and names have none for plots that they do not have. */
async function assertRoomy({ query: { results } }: LoadedWorkbench): Promise<void> {
  const { cut, room } = await results
    .locator('body')
    .evaluate<{ readonly cut: string[]; readonly room: number }, void>(
      `({
        cut: [...document.querySelectorAll('.slick-pane-right .slick-cell')]
          .filter(cell => cell.scrollWidth > cell.clientWidth)
          .map(cell => cell.textContent),
        room: document.querySelector('.grid').getBoundingClientRect().right
          - document.querySelector('.slick-header-right [data-id="1"]').getBoundingClientRect().right,
      })`,
    );
  assert.ok(cut.length === 0 || room < 20, `${room} pixels are left beside ${cut.join(', ')}`);
  const names = results.locator('.slick-header-right [data-id="0"]');
  // Until a sample has been looked at, nobody knows that there is none.
  await until('names as high as two lines', async () => {
    return ((await names.boundingBox())?.height ?? 99) < 50;
  });
  const name = await names.boundingBox();
  const row = await results.locator('.slick-pane-right [data-row="0"]').boundingBox();
  assert.ok(name && row);
  assert.ok(Math.abs(row.y - name.y - name.height) <= 2, 'rows begin below the names');
}

async function complete(loaded: LoadedWorkbench): Promise<void> {
  const { page, query, setTheme } = loaded;
  const suggestion = (text: string) =>
    page.locator('.suggest-widget .monaco-list-row', { hasText: text }).first();
  await page.locator('.editor-instance .view-lines').first().click();
  await page.keyboard.press('Control+End');
  await page.keyboard.insertText('\nSELECT count(*) AS hits FROM MATCHEDPAGEEVENTS e WHERE e');
  await page.keyboard.type('.match');
  await suggestion('matchableId').waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.type(' = ');
  await suggestion('Dashboard').waitFor();
  await pictureNow(loaded, 'sql-completion');
  await page.keyboard.press('Escape');
  await setTheme('light');
  await page.locator('.view-line', { hasText: 'AS hits' }).click();
  await page.keyboard.press('End');
  await page.keyboard.press('Control+Space');
  await suggestion('Dashboard').waitFor();
  await pictureNow(loaded, 'sql-completion');
  await page.keyboard.type('Dash');
  await suggestion('Dashboard').waitFor();
  await page.keyboard.press('Tab');
  await line(page, /matchableId\s=\s'[\w-]+'/).waitFor();
  await page.keyboard.press('Control+Enter');
  await query.header('hits').waitFor();
  await page.locator('.view-line', { hasText: 'AS hits' }).getByText('MATCHEDPAGEEVENTS').hover();
  await page.locator('.monaco-hover', { hasText: 'rows' }).first().waitFor();
}

async function findInHistory(loaded: LoadedWorkbench): Promise<void> {
  const { page, query, runCommand, setTheme } = loaded;
  await page.keyboard.press('Control+s');
  await page.locator('.tab.dirty').waitFor({ state: 'hidden' });
  await page.reload();
  await line(page, '-- database: Acme Web (').waitFor();
  await query.openResults();
  const row = (text: string) =>
    page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first();
  for (const theme of ['light', 'dark'] as const) {
    await setTheme(theme);
    await runCommand('Data Sync: Query History');
    await row('AS hits').waitFor();
    await pictureNow(loaded, 'query-history');
    await page.keyboard.press('Escape');
  }
  await runCommand('Data Sync: Query History');
  await row('AS hits').waitFor();
  await page.keyboard.insertText('ORDER BY name');
  await row('SELECT pageId, name FROM PAGES').hover();
  await row('SELECT pageId, name FROM PAGES').getByLabel('Run again').click();
  await line(page, 'SELECT pageId, name FROM PAGES ORDER BY name;').waitFor();
  await query.header('pageId').waitFor();
  await runCommand('Data Sync: Query History');
  await row('AS hits').waitFor();
  await page.locator('.quick-input-titlebar').getByLabel('Clear all…').click();
  await page.locator('.monaco-dialog-box').getByRole('button', { name: 'Clear history' }).click();
  await runCommand('Data Sync: Query History');
  await page.getByPlaceholder('No statement is kept').waitFor();
}
