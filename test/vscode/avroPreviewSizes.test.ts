// The preview in little room, enlarged, and in high contrast: nothing is cut off, covered or without an edge.
import assert from 'node:assert/strict';

import { pictureNow } from '../support/pictures';
import { sharedPreview, type PreviewPage } from '../support/previewPage';
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
    await preview.frame.getByText(/From all/).waitFor();
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
      await preview.frame.locator('body').evaluate(nextFrames);
      for (const tab of ['Column', 'Row', 'Schema', 'Blocks']) {
        await preview.tab(tab).click();
        await preview.frame.locator('body').evaluate(nextFrames);
        assert.deepEqual(await cutOff(preview), [], `${tab} in ${size.width} pixels`);
      }
      await pictureNow(workbench, `preview-${size.width}`);
      await preview.frame.getByRole('button', { name: 'Close panel' }).click();
      assert.deepEqual(await cutOff(preview), [], `the table in ${size.width} pixels`);
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
        assert.match(await edgeOf(preview, part, 'border'), /solid rgb/, part);
      }
      assert.match(await edgeOf(preview, '.selected-row .slick-cell', 'outline'), /dotted/);
      assert.match(await edgeOf(preview, '.slick-cell.active', 'outline'), /solid|dotted/);
    });
  },
);

/** An edge that can be seen. */
async function edgeOf(
  { frame }: PreviewPage,
  part: string,
  kind: 'border' | 'outline',
): Promise<string> {
  const side = kind === 'border' ? 'borderTop' : kind;
  return frame.locator('body').evaluate<string, void>(`(() => {
    const style = getComputedStyle(document.querySelector(${JSON.stringify(part)}));
    const [width, line, color] = ['Width', 'Style', 'Color'].map(name => style['${side}' + name]);
    return width === '0px' || / 0\\)$/.test(color) ? 'none' : [width, line, color].join(' ');
  })()`);
}

/** Controls that stand outside of the view, that another covers, or whose text has too little room. */
function cutOff({ frame }: PreviewPage): Promise<readonly string[]> {
  return frame.locator('body').evaluate<string[], void>(findCutOff);
}

/** Runs in the page: a layout follows a change of its size by a frame or two. */
const nextFrames = `new Promise(resolve =>
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 200))))`;

/** Runs in the page. */
const findCutOff = `(() => {
  const panel = document.querySelector('.side-panel');
  const found = [];
  let seen = 0;
  for (const element of document.querySelectorAll('button, input, select, footer > span')) {
    if (!element.checkVisibility() || element.matches('.only-read')) continue;
    const { left, top, right, bottom, width } = element.getBoundingClientRect();
    if (width === 0) continue;
    const scrolled = element.closest('.side-body, .grid');
    const at = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    const isCovered = !element.contains(at) && !at?.contains(element);
    const isOutside = left < 0 || right > innerWidth || top < 0 || bottom > innerHeight;
    const isTight = element.scrollWidth > element.clientWidth + 2;
    if (scrolled) continue;
    seen++;
    if (isCovered || isOutside || isTight)
      found.push((element.getAttribute('aria-label') || element.textContent || element.className) +
        (isCovered ? ' covered' : '') + (isOutside ? ' outside' : '') + (isTight ? ' tight' : ''));
  }
  return seen > 10 ? found : ['there are only ' + seen];
})()`;
