// The panels and controls of the preview over events as Pendo delivers them: by keys alone, in any width and theme.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

import { picture } from '../support/pictures';
import { sharedPreview, type PreviewPage } from '../support/previewPage';
import { runCli } from '../support/runCli';
import { newestAllEvents } from '../support/sampleDestination';
import { withTemporaryFolder } from '../support/temporaryFolder';
import { testWithTools } from '../support/tools';
import type { Workbench } from '../support/workbench';

const tools = ['vscode', 'chromium'] as const;

const withFiles = sharedPreview();

/** Runs `body` with a file of 4,000 events that is open. */
async function withEvents(
  body: (preview: PreviewPage, workbench: Workbench) => Promise<void>,
): Promise<void> {
  await withTemporaryFolder(async elsewhere => {
    const size = ['--days', '2', '--rows', '4000', '--matchables', '3'];
    const { code, stderr } = await runCli(['simulate', elsewhere, ...size]);
    assert.equal(code, 0, stderr);
    const { file } = await newestAllEvents(elsewhere);
    await withFiles({ 'allevents.avro': await readFile(file) }, async (preview, workbench) => {
      await preview.open('allevents.avro');
      await preview.footer(/rows 1–\d+ of [\d,]+ /);
      await body(preview, workbench);
    });
  });
}

testWithTools(tools, 'each panel shows what it is for', async () => {
  await withEvents(async (preview, workbench) => {
    const { frame } = preview;
    await frame.locator('.slick-header-column', { hasText: 'receivedTimestamp' }).click();
    // So small a file is read as a whole without a question, after the sample.
    await frame.getByText(/From all 4,\d{3} rows/).waitFor();
    await plotOf(preview, 'receivedTimestamp', 'from all rows').waitFor();
    await plotOf(preview, 'browserTimestamp', 'from all rows').waitFor();
    await picture(workbench, 'preview-ready', preview.editor);

    await frame
      .locator('.slick-pane-right .slick-row[data-row="2"] .slick-cell')
      .first()
      .dblclick();
    await frame.getByRole('heading', { name: 'Row 3' }).waitFor();
    await picture(workbench, 'preview-row', preview.editor);

    await preview.filter('country', 'contains', 'e');
    await preview.footer(/found/);
    await picture(workbench, 'preview-filter', preview.editor);

    await preview.tab('Schema').click();
    await frame.getByText('timestamp-millis (long)').first().waitFor();
    await picture(workbench, 'preview-schema', preview.editor);
    await preview.tab('Blocks').click();
    await frame.locator('.blocks-grid .slick-row .slick-cell').first().waitFor();
    await picture(workbench, 'preview-blocks', preview.editor);
  });
});

testWithTools(tools, 'every control is reached by Tab, and shows that it is', async () => {
  await withEvents(async (preview, { page }) => {
    const { frame } = preview;
    await frame.getByRole('button', { name: 'Details' }).click();
    await preview.tab('Row').waitFor();
    await frame.getByRole('button', { name: 'Filter', exact: true }).click();
    await frame.getByRole('button', { name: 'Filter', exact: true }).focus();
    const reached: string[] = [];
    for (let stop = 0; stop < 24; stop++) {
      const { name, isMarked } = await frame.locator('body').evaluate<Focus, void>(describeFocus);
      reached.push(name);
      assert.ok(isMarked, `${name} does not show the focus`);
      await page.keyboard.press('Tab');
    }
    for (const name of [
      ...['Filter', 'Go to row or percentage', 'Show raw values', 'Copy as…', 'Export…', 'Details'],
      ...['Column', 'Comparison', 'Value', 'Remove condition', 'Apply', 'Add condition'],
      ...['Remove filter', 'columnheader', 'gridcell', 'Width of the panel', 'Row', 'Close panel'],
    ]) {
      assert.ok(reached.includes(name), `Tab does not reach ${name}: ${reached.join(', ')}`);
    }
  });
});

/** The plot in a column's header, which says what it is from. */
function plotOf({ frame }: PreviewPage, column: string, from: string) {
  const header = frame.locator('.slick-header-column', { hasText: column });
  return header.locator(`.column-plot[title="${from}"]`);
}

interface Focus {
  readonly name: string;
  readonly isMarked: boolean;
}

/** Runs in the page: what has the focus is called, and whether it looks so. */
const describeFocus = `(() => {
  const focused = document.activeElement;
  const role = focused.getAttribute('role') ?? '';
  const label = focused.getAttribute('aria-label') ?? focused.textContent;
  const name = role === 'columnheader' || role === 'gridcell' ? role : label;
  const { outlineStyle, outlineWidth } = getComputedStyle(focused);
  const hasOutline = outlineStyle !== 'none' && outlineWidth !== '0px';
  // At the end of the page the focus goes back to the editor.
  const isMarked = hasOutline || focused.matches('.edge:focus-visible') || focused === document.body;
  return { name, isMarked };
})()`;
