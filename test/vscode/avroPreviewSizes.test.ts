// The preview in little room, enlarged, and in high contrast: nothing is cut off, covered or without an edge.
import assert from 'node:assert/strict';

import { cutOff, edgeOf } from '../support/cutOff';
import { pictureNow } from '../support/pictures';
import { sharedPreview } from '../support/previewPage';
import { testWithTools } from '../support/tools';
import { visitsFile } from '../support/visits';
import { assertAccessible } from '../support/accessibility';

const tools = ['vscode', 'chromium'] as const;
const withFiles = sharedPreview();

testWithTools(tools, 'in 400 pixels, and at 200 %, every control is there as a whole', async () => {
  await withFiles({ 'visits.avro': visitsFile(6000) }, async (preview, workbench) => {
    const { page } = workbench;
    await preview.open('visits.avro');
    await preview.footer(/of 6,000/);
    await preview.filter('country', '=', 'Chile');
    await preview.footer(/of 1,500 found/);
    await preview.frame.locator('.slick-header-column', { hasText: 'seconds' }).click();
    await preview.frame.getByText(/From a sample/).waitFor();
    for (const tab of ['Column', 'Row', 'Schema', 'Blocks']) {
      await preview.tab(tab).click();
      await assertAccessible(preview.frame, tab);
    }
    await page.keyboard.press('Control+b');
    // What 400 pixels of an editor need around them; and 1400 by 900 seen twice as large.
    for (const size of [
      { width: 450, height: 700 },
      { width: 700, height: 450 },
    ]) {
      await page.setViewportSize(size);
      for (const tab of ['Column', 'Row', 'Schema', 'Blocks']) {
        await preview.tab(tab).click();
        assert.deepEqual(await cutOff(preview.frame), [], `${tab} in ${size.width} pixels`);
      }
      await pictureNow(workbench, `preview-${size.width}`);
      await preview.frame.getByRole('button', { name: 'Close panel' }).click();
      assert.deepEqual(await cutOff(preview.frame), [], `the table in ${size.width} pixels`);
      await preview.frame.getByRole('button', { name: 'Details' }).click();
    }
  });
});

testWithTools(
  tools,
  'in high contrast what can be used, and what is selected, has an edge',
  async () => {
    await withFiles({ 'visits.avro': visitsFile(3000) }, async (preview, workbench) => {
      const { frame } = preview;
      await preview.open('visits.avro');
      await preview.footer(/of 3,000/);
      await workbench.setTheme('highContrast');
      await frame.getByRole('button', { name: 'Filter', exact: true }).click();
      await preview.cell(2, '2').click();
      await preview.cell(5, '5').click({ modifiers: ['Shift'] });
      await frame.locator('.slick-row.selected-row').first().waitFor();
      await pictureNow(workbench, 'preview-ready', preview.editor);
      for (const part of [
        '.jump',
        '.filter-line select',
        '.filter-line input',
        '.primary-button',
      ]) {
        assert.match(await edgeOf(frame, part, 'border'), /solid rgb/, part);
      }
      assert.match(await edgeOf(frame, '.selected-row .slick-cell', 'outline'), /dotted/);
      assert.match(await edgeOf(frame, '.slick-cell.active', 'outline'), /solid|dotted/);
    });
  },
);
