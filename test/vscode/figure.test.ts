// Plots in a real browser: what the policy of web views allows, pointer, keys, what readers hear, other room and colours.
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';

import { withFigure } from '../support/figurePage';
import { testWithTools } from '../support/tools';

const tools = ['chromium'] as const;

/** Three bars, the last far away from the others. */
const bars = `(() => {
  const data = [{ day: 'Mon', rows: 3 }, { day: 'Tue', rows: 9 }, { day: 'Wed', rows: 6 }];
  return {
    label: 'Rows by day',
    description: 'Three days; most rows on Tue.',
    nearest: 'x',
    draw: (Plot, { width }) => ({
      values: data.map(({ day, rows }) => ({ x: day, y: rows, lines: [day, rows + ' rows'] })),
      options: {
        height: 120,
        marks: [
          Plot.barY(data, { x: 'day', y: 'rows', fill: 'var(--vscode-charts-blue)' }),
          Plot.text([String(width)], { frameAnchor: 'top' }),
        ],
      },
    }),
  };
})()`;

const tip = (page: Page) => page.getByRole('status');

testWithTools(
  tools,
  'a plot under a strict policy has no style of its own and says what it is',
  async () => {
    await withFigure(bars, async page => {
      assert.deepEqual(await page.evaluate('window.refused'), []);
      assert.equal(await page.locator('.figure style, .figure svg [style]').count(), 0);
      const picture = page.getByRole('img', { name: 'Rows by day' });
      assert.equal(await picture.getAttribute('aria-description'), 'Three days; most rows on Tue.');
      const display = `getComputedStyle(document.querySelector('.figure svg')).display`;
      assert.equal(await page.evaluate(display), 'block');
    });
  },
);

testWithTools(tools, 'the pointer tells the value below it, a click chooses it', async () => {
  await withFigure(bars, async page => {
    const bar = page.locator('.figure svg rect').nth(1);
    await bar.hover();
    assert.deepEqual(await tip(page).locator('div').allTextContents(), ['Tue', '9 rows']);
    await bar.click({ modifiers: ['Shift'] });
    assert.deepEqual(await page.evaluate('window.calls'), [[1, true]]);
    await page.mouse.move(300, 390);
    assert.equal(await tip(page).isVisible(), false);
  });
});

testWithTools(tools, 'a plot is one stop of Tab, arrows go from value to value', async () => {
  await withFigure(bars, async page => {
    await page.getByText('before').focus();
    await page.keyboard.press('Tab');
    assert.match(await tip(page).innerText(), /^Wed/);
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    assert.match(await tip(page).innerText(), /^Mon/);
    await page.keyboard.press('Enter');
    assert.deepEqual(await page.evaluate('window.calls'), [[0, false]]);
    await page.keyboard.press('Escape');
    assert.equal(await tip(page).isVisible(), false);
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate('document.activeElement.textContent'), 'after');
  });
});

testWithTools(tools, 'a plot follows its room and the colours of the editor', async () => {
  await withFigure(bars, async page => {
    await page.setViewportSize({ width: 420, height: 300 });
    const width = await page.evaluate('document.querySelector("#host").clientWidth');
    await page.locator('.figure svg', { hasText: String(width) }).waitFor();
    const mark = (name: string) =>
      page.evaluate(`document.querySelector('.figure svg').dataset.before = '${name}'`);
    await mark('theme');
    await page.evaluate(`document.body.className = 'vscode-light'`);
    await page.locator('.figure svg:not([data-before])').waitFor();
    await mark('disposed');
    await page.evaluate('window.figure.dispose()');
    assert.equal(await page.locator('.figure').count(), 0);
  });
});

testWithTools(tools, 'values stand where their marks do, in facets too', async () => {
  const facets = `(() => {
    const data = ['a', 'b'].flatMap(group => [1, 2].map(n => ({ group, n })));
    return {
      label: 'Groups', description: '',
      draw: Plot => ({
        values: data.map(({ group, n }) => ({ fx: group, x: n, y: n, lines: [group + n] })),
        options: {
          height: 150, x: { type: 'band' }, y: { type: 'band' }, marginLeft: 60,
          marks: [Plot.cell(data, { fx: 'group', x: 'n', y: 'n', fill: 'var(--vscode-charts-blue)' })],
        },
      }),
    };
  })()`;
  await withFigure(facets, async page => {
    const cells = page.locator('.figure svg rect');
    for (const [place, name] of ['a1', 'a2', 'b1', 'b2'].entries()) {
      await cells.nth(place).hover();
      assert.equal(await tip(page).innerText(), name);
      const cell = await cells.nth(place).boundingBox();
      const mark = await page.locator('.figure-mark').boundingBox();
      assert.ok(cell && mark);
      assert.ok(Math.abs(cell.x - mark.x) < 2 && Math.abs(cell.y - mark.y) < 2, name);
    }
  });
});
