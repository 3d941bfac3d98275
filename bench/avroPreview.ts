// The preview of a 3 GB Avro file in a real VS Code: first rows, pages after jumps, memory and delays of the extension host.
import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';

import { PreviewPage } from '../test/support/previewPage';
import { withTemporaryFolder } from '../test/support/temporaryFolder';
import { withWorkbench } from '../test/support/workbench';
import { writeBenchFile } from './support/benchEvents';
import {
  beginFigures,
  endFigures,
  forgetFigures,
  hostProbe,
  openEmptyPage,
  type HostFigures,
} from './support/extensionHost';
import { judgeFigure, tellFigure } from './support/judge';

const bytes = 3e9;
const rows = 20_000;
const opens = 9;
const jumps = ['50 %', '1,234,567', '3,000,000', '100 %', '25 %', '2,500,000', '777', '90 %'];

/** One opening of the file; milliseconds since 1970. */
interface Opening {
  /** The click on the file's name. */
  readonly clicked: number;
  /** The view's document began. */
  readonly begun: number;
  /** The table has painted its first rows. */
  readonly painted: number;
}

async function main(): Promise<void> {
  await withTemporaryFolder(async folder => {
    const file = path.join(folder, 'events.avro');
    await writeBenchFile(file, { rows, codec: 'deflate' });
    const repeat = Math.ceil(bytes / (await stat(file)).size);
    await writeBenchFile(file, { rows, codec: 'deflate', repeat });
    await forgetFigures();
    // What VS Code's server itself complains of in a browser is not measured here.
    const options = { folder, extensionTests: hostProbe, expectedErrors: /(?:)/ };
    await withWorkbench(options, async ({ page, exitCode }) => {
      // What the window and other extensions took to start is not the preview's.
      await page.locator('.activitybar [aria-label^="Data Sync"]').first().waitFor();
      await beginFigures();
      const openings: Opening[] = [];
      for (let round = 0; round < opens; round++) {
        openings.push(await openAndClose(page));
        await openEmptyPage();
      }
      const preview = new PreviewPage(page);
      await preview.open('events.avro');
      await firstRows(preview);
      const counting = await pagesAfter(preview);
      await preview.footer(new RegExp(`of ${(rows * repeat).toLocaleString('en')}`));
      const counted = await pagesAfter(preview);
      await preview.filter('country', '=', 'DE');
      await preview.footer(/searching/);
      await page.waitForTimeout(3000);
      await preview.frame.getByRole('button', { name: 'Cancel' }).click();
      report(openings, { counting, counted }, await endFigures(exitCode));
    });
  });
}

/** Opens the file by a click on its name, and closes it when its rows are there. */
async function openAndClose(page: Page): Promise<Opening> {
  const row = page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'events.avro' });
  await page.locator('.activitybar [aria-label^="Data Sync"]').first().waitFor();
  const clicked = Date.now();
  await row.first().click();
  const preview = new PreviewPage(page);
  const painted = await firstRows(preview);
  const begun = await preview.frame.locator('body').evaluate(() => performance.timeOrigin);
  // Nothing of the one before shall still be under way when the next begins.
  await page.waitForTimeout(1000);
  await page.locator('.editor-group-container .tab').first().click({ button: 'middle' });
  await preview.frame.locator('.grid').waitFor({ state: 'detached' });
  await page.waitForTimeout(500);
  return { clicked, begun, painted: begun + painted };
}

/** When the table painted its first rows, counted from when the view's document began. */
async function firstRows({ frame }: PreviewPage): Promise<number> {
  await frame.locator('.grid[data-painted] .slick-row .slick-cell').first().waitFor();
  return Number(await frame.locator('.grid').getAttribute('data-painted'));
}

async function pagesAfter(preview: PreviewPage): Promise<readonly number[]> {
  const pages: number[] = [];
  for (const jump of jumps) pages.push(await pageAfter(preview, jump));
  return pages;
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

function report(
  openings: readonly Opening[],
  pages: { readonly counting: readonly number[]; readonly counted: readonly number[] },
  { peakMemory, delay99, marks, emptyPages }: HostFigures,
): void {
  const opened = marks.filter(({ name }) => name === 'avroPreview.open').map(({ at }) => at);
  // The first opening also loads the extension.
  const warm = openings.slice(1);
  const since = (from: (opening: Opening) => number) =>
    warm.map(opening => opening.painted - from(opening));
  const editor = ({ clicked }: Opening) => opened.find(at => at >= clicked) ?? clicked;
  judgeFigure('first rows after the editor opens, ms', since(editor), 300);
  const inView = since(({ begun }) => begun);
  tellFigure('  of these, in the view, ms', inView);
  const fromClick = since(({ clicked }) => clicked);
  tellFigure('  from the click on its name, ms', fromClick);
  tellFigure('  an empty page, by VS Code alone, ms', emptyPages.slice(1));
  judgeFigure('page after a jump, while counting, ms', pages.counting, 100);
  judgeFigure('page after a jump, counted, ms', pages.counted, 100);
  judgeFigure('host: heap and external, peak, MB', [peakMemory], 150);
  judgeFigure('host: event loop delay, 99 %, ms', [delay99], 50);
}

void main();
