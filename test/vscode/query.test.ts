// Queries in the real VS Code: ready queries, statements by keyboard, errors in place, cancel, a big result.
import assert from 'node:assert/strict';
import { chmod, readFile, writeFile } from 'node:fs/promises';

import { acquireDatabaseLock } from '../../shared/engine/databaseLock';
import { databaseFile } from '../../shared/sync/databaseFiles';
import { withLoadedWorkbench } from '../support/loadedWorkbench';
import { picture } from '../support/pictures';
import { QueryPage } from '../support/queryPage';
import { runCli } from '../support/runCli';
import {
  sampleApplication,
  sampleForAllTests,
  sampleSubscription,
} from '../support/sampleDestination';
import { sharedSync, type SyncWorkbench } from '../support/syncing';
import { testWithTools } from '../support/tools';

const tools = ['vscode', 'chromium'] as const;
const sample = sampleForAllTests();

const { withCopy } = sharedSync({ canBeDenied: true });

interface Loaded extends SyncWorkbench {
  readonly query: QueryPage;
}

/** A destination that is loaded unless its database should be empty, below it the local databases. */
async function withLoaded(body: (loaded: Loaded) => Promise<void>, isEmpty = false): Promise<void> {
  await withCopy(sample.destination, async workbench => {
    const { page, destination, database } = workbench;
    const query = new QueryPage(workbench);
    await query.openView();
    await page.getByText('Nothing is loaded yet: sync an application').waitFor();
    if (!isEmpty) {
      const { code, stderr } = await runCli(['sync', destination, '--db', database]);
      assert.equal(code, 0, stderr);
      await query.row('Acme Web').waitFor();
    }
    await body({ ...workbench, query });
  });
}

// First of all: later there are results.
testWithTools(tools, 'where nothing is loaded, both views say what to do', async () => {
  await withLoaded(async loaded => {
    const { query } = loaded;
    await query.openResults();
    await query.message('No results yet').waitFor();
    await picture(loaded, 'database-empty');
    await picture(loaded, 'query-empty', query.panel);
  }, true);
});

testWithTools(
  tools,
  'a database is queried: ready queries, by keyboard, errors, cancel',
  async () => {
    await withLoaded(async loaded => {
      const { query, page } = loaded;
      await query.row('Acme Web').hover();
      await query.row('Acme Web').getByRole('button', { name: 'Query' }).click();
      await page.locator('.tab', { hasText: 'Acme Web.pendo.sql' }).waitFor();
      await query.footer(/rows 1–\d+ of 14 · \d+ ms/);
      assert.deepEqual(await query.headers(), ['day', 'events', 'visitors']);
      await picture(loaded, 'query-ready');

      await page.locator('.view-line', { hasText: 'MATCHEDPAGEEVENTS' }).first().click();
      await page.keyboard.press('Control+Enter');
      await query.header('page').waitFor();

      await query.type('SELECT day FROM ALLEVENT;');
      await query.message('There is no table ALLEVENT. Did you mean ALLEVENTS?').waitFor();
      await page.locator('.squiggly-error').first().waitFor();
      await picture(loaded, 'query-failed');

      await query.type(
        'WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c) SELECT count(*) FROM c;',
      );
      await query.message('Running').waitFor();
      await query.footer(/running · \d/);
      // It never ends by itself: time enough for both themes.
      await picture(loaded, 'query-loading', query.panel);
      await query.results.getByRole('button', { name: 'Cancel' }).click();
      await query.message('Cancelled').waitFor();

      await query.type(
        "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 2000000) SELECT i, 'row ' || i AS name FROM c;",
      );
      await query.footer(/of [\d,]+ \(counting…\)/);
      await query.footer(/rows 1–\d+ of 2,000,000 · /);
      await query.cell('row 1').click();
      await page.keyboard.press('Control+End');
      await query.cell('row 2000000').waitFor();
      await query.footer(/–2,000,000 of 2,000,000/);
      assert.deepEqual(await query.headers(), ['i', 'name']);
      await picture(loaded, 'query-huge', query.panel);

      await query.expand('Acme Web');
      await picture(loaded, 'database-ready', page.locator('.part.sidebar'));
      await query.row('PAGES').click();
      await query.header('pageId').waitFor();
    });
  },
);

testWithTools(tools, 'a sync that has the database is waited for, then said', async () => {
  await withLoaded(async loaded => {
    const { query, database } = loaded;
    await query.expand('Acme Web');
    await query.row('ALLEVENTS').click();
    await query.footer(/rows 1–\d+ of \d+ · /);
    assert.equal((await query.headers()).includes('_row'), false);
    const lock = await acquireDatabaseLock(database, 'sync of another window');
    try {
      await query.type('SELECT 1;');
      await query.message('Waiting for the database').waitFor();
      await query.message('The database is in use').waitFor();
      await query.message('sync of another window').waitFor();
    } finally {
      await lock.release();
    }
    await query.results.getByRole('button', { name: 'Try again' }).click();
    await query.footer(/rows 1–1 of 1 · /);
  });
});

testWithTools(
  tools,
  'a document of one’s own is bound, and is as it was after a reload',
  async () => {
    await withLoadedWorkbench(sample.destination, {}, async loaded => {
      const { query, page, runCommand } = loaded;
      await query.openView();
      await query.expand('Acme Web');
      await query.row('PAGES').click();
      await query.header('pageId').waitFor();
      await page.keyboard.press('Control+a');
      await page.keyboard.insertText("SELECT 'mine' AS mine");
      await page.keyboard.press('Control+Enter');
      await page.locator('.quick-input-widget', { hasText: 'Which local database?' }).waitFor();
      await page.keyboard.insertText('Acme Web');
      await page.keyboard.press('Enter');
      await query.header('mine').waitFor();
      await page.locator('.view-line', { hasText: '-- database: Acme Web (' }).waitFor();

      await page.keyboard.press('Control+s');
      await page.keyboard.press('Control+j');
      await query.panel.waitFor({ state: 'hidden' });
      await page.keyboard.press('Control+j');
      await query.header('mine').waitFor();

      await page.reload();
      // Where its lines were left: the first of them may be above.
      await page.locator('.view-line', { hasText: /AS\smine/ }).click();
      await page.keyboard.press('Control+Home');
      await page.locator('.view-line', { hasText: '-- database: Acme Web (' }).waitFor();
      await page.keyboard.press('Control+End');
      await runCommand('Data Sync: Run Statement');
      await query.header('mine').waitFor();
    });
  },
);

testWithTools(tools, 'a damaged database is said to be so', async () => {
  await withLoaded(async loaded => {
    const { query, database } = loaded;
    await query.expand('Acme Web');
    await query.row('PAGES').click();
    await query.header('pageId').waitFor();
    await damage(database);
    await query.type('SELECT count(url) FROM ALLEVENTS;');
    await query.message('The database is damaged').waitFor();
    await picture(loaded, 'query-damaged', query.panel);
  });
});

testWithTools(tools, 'a database that may not be read is said to be so', async () => {
  await withLoaded(async loaded => {
    const { query, database } = loaded;
    await query.expand('Acme Web');
    await query.row('PAGES').click();
    await query.header('pageId').waitFor();
    const { file } = databaseFile(database, sampleSubscription, sampleApplication);
    await chmod(file, 0);
    await query.type('SELECT count(url) AS urls FROM ALLEVENTS;');
    await query.message('The database may not be read').waitFor();
    await picture(loaded, 'query-denied', query.panel);
    await chmod(file, 0o644);
    await query.results.getByRole('button', { name: 'Try again' }).click();
    await query.header('urls').waitFor();
  });
});

/** Overwrites all pages of a database but those that its schema stands in. */
async function damage(folder: string): Promise<void> {
  const { file } = databaseFile(folder, sampleSubscription, sampleApplication);
  const bytes = await readFile(file);
  bytes.fill(0xee, bytes.length >> 2);
  await writeFile(file, bytes);
}
