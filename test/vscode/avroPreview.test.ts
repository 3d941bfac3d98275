// The preview of Avro files in the real VS Code, by clicks and keys.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { numberedFile } from '../support/avroSources';
import { picture } from '../support/pictures';
import { sharedPreview } from '../support/previewPage';
import { repeatedAvro, writeRepeated } from '../support/repeatedAvro';
import { testWithTools } from '../support/tools';
import { visitRows, visitSchema, visitsFile } from '../support/visits';

const tools = ['vscode', 'chromium'] as const;

const withFiles = sharedPreview();
const visits = visitRows(3000);

testWithTools(
  tools,
  'a file is read, filtered, sorted, summarized and its rows looked into',
  async () => {
    await withFiles({ 'visits.avro': visitsFile(3000) }, async (preview, { page }) => {
      const { frame } = preview;
      await preview.open('visits.avro');
      await preview.footer(/rows 1–\d+ of 3,000/);
      assert.deepEqual((await preview.cells(1)).slice(0, 4), [
        '1',
        '2023-02-22T00:01:00.000Z',
        'Brazil',
        '1919',
      ]);

      await preview.filter('country', '=', 'Chile');
      await preview.footer(/of 750 found/);
      await preview.cell(1, '6').waitFor();

      await frame.locator('.slick-header-column', { hasText: 'seconds' }).click();
      await frame.getByText('From all 3,000 rows').waitFor();
      await frame.getByRole('button', { name: 'Sort descending' }).click();
      await frame.locator('.chip', { hasText: 'seconds ↓' }).waitFor();
      const most = Math.max(
        ...visits.filter(({ country }) => country === 'Chile').map(visit => visit.seconds),
      );
      await preview.cell(0, String(most)).waitFor();

      await frame.getByRole('button', { name: 'Remove filter' }).click();
      await preview.footer(/rows 1–\d+ of 3,000/);
      await preview.jump('2,500');
      await preview.row('2,500').waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await frame.getByRole('heading', { name: 'Row 2,501' }).waitFor();
      await frame.locator('.tree summary', { hasText: 'page' }).waitFor();

      await preview.tab('Schema').click();
      await frame.getByText('timestamp-millis (long)').waitFor();
      await preview.tab('Blocks').click();
      await frame.locator('.blocks-grid .slick-row').first().waitFor();
    });
  },
);

testWithTools(
  tools,
  'raw values are shown on demand, and the view is as it was after its tab was hidden',
  async () => {
    const files = { 'visits.avro': visitsFile(3000), 'other.avro': numberedFile(10) };
    await withFiles(files, async (preview, { page }) => {
      await preview.open('visits.avro');
      await preview.footer(/of 3,000/);
      await preview.frame.getByRole('button', { name: 'Show raw values' }).click();
      await preview.frame
        .locator('.slick-cell', { hasText: /^1677024000000$/ })
        .first()
        .waitFor();
      await preview.filter('country', '=', 'Brazil');
      await preview.footer(/of 750 found/);
      await preview.jump('500');
      await preview.row('1,998').waitFor();
      await preview.open('other.avro');
      await preview.footer(/rows 1–10 of 10/);
      await page.getByRole('tab', { name: 'visits.avro' }).click();
      await preview.footer(/of 750 found/);
      await preview.row('1,998').waitFor();
      await preview.frame
        .locator('.slick-cell', { hasText: /^1677\d{9}$/ })
        .first()
        .waitFor();
    });
  },
);

testWithTools(
  tools,
  'twenty million rows are scrolled to the last, each by its number',
  async () => {
    await withFiles({}, async (preview, workbench) => {
      const { page, folder } = workbench;
      const options = { schema: visitSchema, codec: 'deflate' } as const;
      const file = repeatedAvro(options, visitRows(1000), 20_000);
      await writeRepeated(path.join(folder, 'huge.avro'), file);
      await preview.open('huge.avro');
      await preview.footer(/of 20,000,000/);
      await preview.jump('12,345,678');
      await preview.row('12,345,678').waitFor();
      assert.equal((await preview.cells(12_345_677))[0], '677');
      await picture(workbench, 'preview-huge', preview.editor);
      await preview.jump('12,345,678');
      await page.keyboard.press('ArrowDown');
      await preview.frame.locator('.slick-row[data-row="12345678"] .slick-cell.active').waitFor();
      await preview.jump('100 %');
      await preview.row('20,000,000').waitFor();
      assert.equal((await preview.cells(19_999_999))[0], '999');
      await preview.filter('id', '=', '7');
      await preview.footer(/of 20,000 found/);
      await preview.frame.getByRole('button', { name: 'Remove filter' }).click();
      await preview.footer(/of 20,000,000/);
      await preview.filter('properties', 'contains', '"depth": 7');
      await preview.footer(/searching/);
      await preview.frame.getByRole('button', { name: 'Cancel' }).click();
      await preview.footer(/search stopped before the end/);
      // Reads and counts every text of the file: time enough for pictures.
      await preview.frame.locator('.slick-header-column', { hasText: 'properties' }).click();
      await preview.frame.getByRole('button', { name: 'Count exactly' }).click();
      await preview.frame.getByText(/Counting values of properties \d+ %/).waitFor();
      await picture(workbench, 'preview-loading', preview.editor);
    });
  },
);

testWithTools(tools, 'selected rows are copied as what the user names', async () => {
  await withFiles({ 'visits.avro': visitsFile(3000) }, async (preview, { page }) => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await preview.open('visits.avro');
    await preview.footer(/of 3,000/);
    await preview.cell(5, '5').click();
    await preview.cell(6, '6').click({ modifiers: ['Shift'] });
    await preview.footer(/2 selected/);
    await preview.frame.getByRole('button', { name: 'Copy as…' }).click();
    const input = page.locator('.quick-input-widget');
    await input.locator('.monaco-list-row', { hasText: 'Markdown' }).click();
    await page.getByText('Copied 2 rows').waitFor();
    const copied = String(await page.evaluate('navigator.clipboard.readText()')).split('\n');
    assert.match(copied[0] ?? '', /^\| id \| at \| country /);
    assert.match(copied[2] ?? '', /^\| 5 \| 2023-02-22T00:05:00.000Z \| Brazil /);
    assert.equal(copied.filter(line => line.startsWith('|')).length, 4);
  });
});

testWithTools(tools, 'after a reload of the window the preview is as it was', async () => {
  await withFiles({ 'visits.avro': visitsFile(3000) }, async (preview, { page, runCommand }) => {
    await preview.open('visits.avro');
    await preview.footer(/of 3,000/);
    await preview.filter('country', '=', 'Chile');
    await preview.footer(/of 750 found/);
    await preview.jump('500');
    await preview.row('1,999').waitFor();
    await Promise.all([page.waitForEvent('load'), runCommand('Developer: Reload Window')]);
    await preview.footer(/of 750 found/);
    await preview.row('1,999').waitFor();
  });
});

testWithTools(tools, 'an export is streamed into a file that the user names', async () => {
  await withFiles({ 'visits.avro': visitsFile(3000) }, async (preview, { folder }) => {
    await preview.open('visits.avro');
    await preview.footer(/of 3,000/);
    // The name that is offered: beside the file, with the ending of the format.
    await preview.export('NDJSON', 'visits.ndjson');
    const lines = (await readFile(path.join(folder, 'visits.ndjson'), 'utf8')).split('\n');
    assert.equal(lines.length, 3001);
    assert.match(lines[6] ?? '', /"country":"Chile"/);
  });
});
