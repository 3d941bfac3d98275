// The preview of a 3 GB Avro file in a real VS Code: first rows, pages after jumps, memory and delays of the extension host.
import { stat } from 'node:fs/promises';
import path from 'node:path';

import { PreviewPage } from '../test/support/previewPage';
import { withTemporaryFolder } from '../test/support/temporaryFolder';
import { withWorkbench } from '../test/support/workbench';
import { writeBenchFile } from './support/benchEvents';
import { endFigures, forgetFigures, hostProbe } from './support/extensionHost';

const bytes = 3e9;
const rows = 20_000;
const jumps = ['50 %', '1,234,567', '3,000,000', '100 %', '25 %', '2,500,000', '777', '90 %'];

async function main(): Promise<void> {
  await withTemporaryFolder(async folder => {
    const file = path.join(folder, 'events.avro');
    await writeBenchFile(file, { rows, codec: 'deflate' });
    const repeat = Math.ceil(bytes / (await stat(file)).size);
    await writeBenchFile(file, { rows, codec: 'deflate', repeat });
    await forgetFigures();
    const options = { folder, extensionTests: hostProbe };
    const figures = await withWorkbench(options, async ({ page, exitCode }) => {
      const preview = new PreviewPage(page);
      await preview.open('events.avro');
      const first = await firstRows(preview);
      console.log(`first rows ${first.toFixed(0)} ms after the view began (at most 300)`);
      const pages: number[] = [];
      for (const jump of jumps) pages.push(await pageAfter(preview, jump));
      await preview.footer(new RegExp(`of ${(rows * repeat).toLocaleString('en')}`));
      for (const jump of jumps) pages.push(await pageAfter(preview, jump));
      pages.sort((a, b) => a - b);
      const most = pages.at(-1) ?? 0;
      const middle = pages[pages.length >> 1] ?? 0;
      console.log(`page after a jump ${middle.toFixed(0)} ms, at most ${most.toFixed(0)} (100)`);
      await preview.filter('country', '=', 'DE');
      await preview.footer(/searching/);
      await page.waitForTimeout(3000);
      await preview.frame.getByRole('button', { name: 'Cancel' }).click();
      return endFigures(exitCode);
    });
    console.log(`host: heap and external ${figures.peakMemory.toFixed(0)} MB (at most 150)`);
    console.log(
      `host: event loop delay ${figures.delay99.toFixed(0)} ms at the 99th percentile (50)`,
    );
  });
}

/** When the table painted its first rows, counted from when the view's document began. */
async function firstRows({ frame }: PreviewPage): Promise<number> {
  await frame.locator('.grid[data-painted] .slick-row .slick-cell').first().waitFor();
  return Number(await frame.locator('.grid').getAttribute('data-painted'));
}

/** From Enter to painted rows, by the view's own clock. */
async function pageAfter({ frame }: PreviewPage, jump: string): Promise<number> {
  const grid = frame.locator('.grid');
  const before = await grid.getAttribute('data-painted');
  const box = frame.getByLabel('Go to row or percentage');
  await box.fill(jump);
  await box.press('Enter');
  await frame.locator(`.grid:not([data-painted="${before}"])`).waitFor();
  const asked = Number(await grid.getAttribute('data-asked'));
  return Number(await grid.getAttribute('data-painted')) - asked;
}

void main();
