// Queries over ten million rows in a real VS Code: first rows, pages, cancel, and what the extension host holds.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { createSqlJsEngines } from '../shared/engine/sqlJs/createSqlJsEngines';
import { databaseFile } from '../shared/sync/databaseFiles';
import { QueryPage } from '../test/support/queryPage';
import { withTemporaryFolder } from '../test/support/temporaryFolder';
import { withWorkbench } from '../test/support/workbench';
import { beginFigures, endFigures, forgetFigures, hostProbe } from './support/extensionHost';
import { judgeFigure, tellFigure } from './support/judge';

const rows = 10_000_000;
const ids = ['1', '2'] as const;
const statement = 'SELECT visitorId, periodId, eventType, loadTime, sessionId FROM ALLEVENTS;';
const endless =
  'WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c) SELECT count(*) FROM c;';

async function main(): Promise<void> {
  await withTemporaryFolder(async folder => {
    const database = path.join(folder, 'db');
    await fillDatabase(database);
    await writeFile(path.join(folder, 'bench.pendo.sql'), '-- database: Bench (1/2)\n');
    await forgetFigures();
    const options = {
      folder,
      extensionTests: hostProbe,
      expectedErrors: /(?:)/,
      file: path.join(folder, 'bench.pendo.sql'),
      machineSettings: { 'pendoDataSync.databaseFolder': database },
    };
    const figures = await withWorkbench(options, async workbench => {
      const query = new QueryPage(workbench);
      await workbench.page.locator('.editor-actions [aria-label^="Run Statement"]').waitFor();
      await query.type('SELECT 1;');
      await query.footer(/rows 1–1 of 1/);
      await beginFigures();
      await measureQuery(query);
      return endFigures(workbench.exitCode);
    });
    tellFigure('growth of the process, MB', [figures.growth]);
    judgeFigure('host: heap and external, peak, MB', [figures.peakMemory], 150);
    judgeFigure('host: event loop delay, 99 %, ms', [figures.delay99], 50);
  });
}

async function measureQuery(query: QueryPage): Promise<void> {
  const { page } = query.workbench;
  await query.type(statement);
  await query.footer(/counting/);
  const first = await query.results.locator('footer').innerText();
  console.log(`first rows: ${first.split('\n')[0] ?? ''}`);
  judgeFigure('page after a jump, while rows come, ms', await pagesAfter(query, 8), 100);
  await query.footer(/of 10,000,000 · /);
  console.log(`all rows: ${await query.results.locator('.footer-rows').innerText()}`);
  judgeFigure('page after a jump, ms', await pagesAfter(query, 12), 100);
  await query.type(endless);
  await query.footer(/running/);
  await page.waitForTimeout(1000);
  const start = performance.now();
  await query.results.getByRole('button', { name: 'Cancel' }).click();
  await query.message('Cancelled').waitFor();
  judgeFigure('cancel, with the click, ms', [performance.now() - start], 200);
}

/** From the scroll bar at another place to painted rows, by the view's own clock. */
async function pagesAfter(query: QueryPage, count: number): Promise<readonly number[]> {
  const grid = query.results.locator('.grid');
  const times: number[] = [];
  for (let turn = 1; turn <= count; turn++) {
    const before = await grid.getAttribute('data-painted');
    // The golden ratio comes nowhere near a place where it was.
    const place = `${(turn * 0.618) % 1} * rows.scrollHeight`;
    const jump = `rows.scrollTop = ${place}, performance.now()`;
    const found = `document.querySelector('.slick-viewport-top.slick-viewport-right')`;
    const asked = Number(await grid.evaluate(`(rows => (${jump}))(${found})`));
    await query.results.locator(`.grid:not([data-painted="${before}"])`).waitFor();
    times.push(Number(await grid.getAttribute('data-painted')) - asked);
  }
  return times;
}

async function fillDatabase(folder: string): Promise<void> {
  const { file } = databaseFile(folder, ...ids);
  const engine = await (await createSqlJsEngines()).open({ file, mode: 'readWrite' });
  engine.run(`CREATE TABLE ALLEVENTS (_row INTEGER PRIMARY KEY, periodId TEXT, visitorId TEXT,
    eventType TEXT, loadTime INTEGER, sessionId INTEGER);
    WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < ${rows})
    INSERT INTO ALLEVENTS SELECT i, '2024-05-' || (10 + i % 20),
      'visitor' || (i % 100000) || '@example.com', 'load', i % 1000, 4539628428386697217 + i FROM c`);
  engine.close();
}

void main();
