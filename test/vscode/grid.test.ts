// The table of all web views in a real browser: selection, keys, and what a screen reader finds.
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';

import { withGrid } from '../support/gridPage';
import { testWithTools } from '../support/tools';

const tools = ['chromium'] as const;

const cell = (page: Page, text: string) => page.locator('.slick-cell', { hasText: text }).first();

/** The calls of one kind, without its name. */
async function calls(page: Page, name: string): Promise<unknown[]> {
  const all = await page.evaluate<[string, ...unknown[]][]>('window.calls');
  return all.filter(([kind]) => kind === name).map(([, ...values]) => values);
}

testWithTools(
  tools,
  'rows stay selected when they are painted anew between press and release',
  async () => {
    await withGrid(1000, async page => {
      const press = async (text: string) => {
        await cell(page, text).hover();
        await page.mouse.down();
        await page.evaluate('window.grid.refresh()');
        await page.waitForTimeout(50);
        await page.mouse.up();
      };
      await press('3.a');
      await page.keyboard.down('Shift');
      await press('5.b');
      await page.keyboard.up('Shift');
      await page.keyboard.press('Control+c');
      assert.deepEqual(await calls(page, 'copy'), [[{ start: 3, end: 6 }]]);
      assert.equal(await page.locator('.slick-pane-right .slick-row.selected-row').count(), 3);
    });
  },
);

testWithTools(tools, 'a double click opens its cell, whatever is selected', async () => {
  await withGrid(1000, async page => {
    await cell(page, '1.a').click();
    await cell(page, '4.a').click({ modifiers: ['Shift'] });
    await cell(page, '2.b').dblclick();
    assert.deepEqual(await calls(page, 'open'), [[2, 1]]);
  });
});

testWithTools(
  tools,
  'the table is walked by keys alone: one stop for the names, one for the rows',
  async () => {
    await withGrid(20_000_000, async page => {
      const focused = () => page.evaluate<string>('document.activeElement.textContent');
      await page.getByText('before').focus();
      await page.keyboard.press('Tab');
      assert.equal(await focused(), 'a');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
      assert.deepEqual(await calls(page, 'header'), [['b']]);
      await page.keyboard.press('Tab');
      assert.equal(await focused(), '0.a');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowRight');
      assert.equal(await focused(), '1.b');
      await page.keyboard.press('Shift+Tab');
      assert.equal(await focused(), 'b', 'cells that were active before are no stops');
      await page.evaluate(`window.grid.setColumns(window.columns)`);
      assert.equal(await focused(), 'b', 'a header that is made anew keeps the focus');
      await page.keyboard.press('Tab');
      assert.equal(await focused(), '1.b');
      await page.keyboard.press('Enter');
      assert.deepEqual(await calls(page, 'open'), [[1, 1]]);
      await page.keyboard.press('Control+End');
      await cell(page, '19999999.c').waitFor();
      await page.waitForFunction(`document.activeElement.textContent === '19999999.c'`);
      await page.keyboard.press('Tab');
      assert.equal(await focused(), 'after');
      await page.keyboard.press('Shift+Tab');
      assert.equal(await focused(), '19999999.c');
      await page.keyboard.press('Shift+Tab');
      assert.equal(await focused(), 'b');
    });
  },
);

testWithTools(tools, 'a screen reader finds a grid, its size, and each row once', async () => {
  await withGrid(5000, async page => {
    const grid = page.getByRole('grid', { name: 'Rows' });
    assert.equal(await grid.getAttribute('aria-rowcount'), '5001');
    assert.equal(await grid.getAttribute('aria-colcount'), '3');
    assert.equal(await page.getByRole('columnheader').count(), 3);
    const row = page.getByRole('row', { name: '7.a 7.b 7.c', exact: true });
    assert.equal(await row.count(), 1);
    assert.equal(await row.getAttribute('aria-rowindex'), '9');
    const second = row.getByRole('gridcell').nth(1);
    assert.equal(await second.getAttribute('aria-colindex'), '2');
    await second.click();
    await cell(page, '9.b').click({ modifiers: ['Shift'] });
    assert.equal(await page.getByRole('row', { selected: true }).count(), 3);
  });
});

testWithTools(
  tools,
  'single rows are selected and let go besides others, by click and by key',
  async () => {
    await withGrid(1000, async page => {
      const runs = () => page.evaluate('window.grid.selectedRuns');
      await cell(page, '2.a').click();
      await cell(page, '4.a').click({ modifiers: ['Shift'] });
      await cell(page, '7.a').click({ modifiers: ['Control'] });
      assert.deepEqual(await runs(), [
        { start: 2, end: 5 },
        { start: 7, end: 8 },
      ]);
      await cell(page, '3.a').click({ modifiers: ['Control'] });
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Control+Space');
      assert.deepEqual(await runs(), [
        { start: 2, end: 3 },
        { start: 4, end: 6 },
        { start: 7, end: 8 },
      ]);
      await page.keyboard.press('Escape');
      assert.deepEqual(await runs(), []);
    });
  },
);

testWithTools(
  tools,
  'a frozen column stays in view, and no cell that keys go to is under it',
  async () => {
    await withGrid({ rowCount: 1000, isFrozen: true }, async page => {
      // Beside the row numbers and the frozen column there is room for one other.
      await page.setViewportSize({ width: 360, height: 500 });
      await page.evaluate('window.grid.layout()');
      const left = async (text: string) => (await cell(page, text).boundingBox())?.x ?? NaN;
      const [start, width] = [await left('3.a'), 120];
      await cell(page, '3.a').click();
      for (const next of ['b', 'c']) {
        await page.keyboard.press('ArrowRight');
        await page.waitForFunction(`document.activeElement.textContent === '3.${next}'`);
      }
      assert.ok((await left('3.b')) < start + width, 'it is scrolled to the side');
      assert.equal(await left('3.a'), start);
      const header = page.locator('.slick-header-column.frozen-cell');
      assert.equal((await header.boundingBox())?.x, start);
      await page.keyboard.press('ArrowLeft');
      await page.waitForFunction(`document.activeElement.textContent === '3.b'`);
      assert.ok((await left('3.b')) >= start + width, 'the frozen column covers the active cell');
    });
  },
);

testWithTools(
  tools,
  'the message of a lost row is whole, whichever of its cells is active',
  async () => {
    await withGrid({ rowCount: 1000, isFrozen: true, lost: 2 }, async page => {
      await cell(page, 'row 2 cannot be shown').click();
      await page.keyboard.press('ArrowRight');
      const name = await page.evaluate('document.activeElement.title');
      assert.equal(name, 'damaged at byte 7');
      await page.evaluate(`document.body.style.setProperty('--vscode-focusBorder', 'blue')`);
      const outlines = await page.evaluate(`(() => {
      const active = document.querySelector('.lost-row .active');
      return [getComputedStyle(active), getComputedStyle(active.parentElement, '::after')]
        .map(({ outlineStyle }) => outlineStyle);
    })()`);
      assert.deepEqual(outlines, ['none', 'solid']);
    });
  },
);
