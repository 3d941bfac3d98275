// Every text that the extension shows is one that can be translated: here all of them are, and marked.
import assert from 'node:assert/strict';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import type { FrameLocator, Page } from 'playwright-core';

import { ExportsPage } from '../support/exportsPage';
import { PreviewPage } from '../support/previewPage';
import { QueryPage } from '../support/queryPage';
import { newestAllEvents, sampleForAllTests } from '../support/sampleDestination';
import { lens, line, notification, withCopy } from '../support/syncing';
import { testWithTools } from '../support/tools';
import { copyTranslated, markedLanguage } from '../support/translatedExtension';
import { withTemporaryFolder } from '../support/temporaryFolder';
import { TreeView } from '../support/treeView';
import { withWorkbench, type Workbench } from '../support/workbench';

const sample = sampleForAllTests();
const tools = ['vscode', 'chromium'] as const;

testWithTools(
  tools,
  'preview, tree, plan, report and results are in the user’s language',
  async () => {
    await withTemporaryFolder(async extensionCopy => {
      await copyTranslated(extensionCopy);
      await withCopy(sample.destination, async options => {
        const { file } = await newestAllEvents(options.folder);
        await cp(file, path.join(options.folder, 'events.avro'));
        const language = { extensionCopy, language: markedLanguage };
        await withWorkbench({ ...options, ...language }, async workbench => {
          const preview = new PreviewPage(workbench.page);
          await preview.open('events.avro');
          await preview.footer(/⟦rows/);
          await preview.frame.getByRole('button', { name: '⟦Filter⟧' }).click();
          await preview.frame.getByRole('button', { name: '⟦Details⟧' }).click();
          // What the file holds is nobody's to translate.
          assert.deepEqual(await unmarked(preview.frame), ['deflate', 'events.avro']);
          await exportsTable(workbench);
          await allOfASync(workbench, path.basename(options.folder));
        });
      });
    });
  },
);

/** With a summary, and the tooltip of a day that several applications have. */
async function exportsTable(workbench: Workbench): Promise<void> {
  await workbench.runCommand('View: Close All Editors');
  await workbench.runCommand('Data Sync: ⟦Open Exports⟧');
  const exports = new ExportsPage(workbench);
  await exports.row('Acme Web #418').click();
  await exports.summary.getByText('⟦Slices to load⟧').waitFor();
  await exports.day(12).hover();
  await exports.tip.getByText('⟦unfinalized⟧⟦: ⟧2⟦ applications⟧').waitFor();
  const names = /^Acme( Web #418)?$|^gs:|^[-0-9a-f]{36}$|^pds-|20\d\d/;
  const others = (await unmarked(exports.view)).filter(text => !names.test(text));
  assert.deepEqual(others, []);
  await workbench.runCommand('View: Close All Editors');
}

/** From the tree to the results of a query. */
async function allOfASync(workbench: Workbench, folder: string): Promise<void> {
  const { page } = workbench;
  const tree = new TreeView(page, '⟦Destinations⟧');
  await tree.open();
  await tree.expand('Acme Web');
  await tree.expand('⟦Exports⟧');
  await tree.row('⟦new⟧').waitFor();
  const names = [`/tmp/${folder}`, 'Acme', 'Acme App 2', 'Acme Web', folder];
  assert.deepEqual(await unmarked(page, '.sidebar .pane-body .monaco-list-rows'), names);
  await tree.choose('Acme Web', '⟦Plan⟧');
  await lens(page, /⟦Apply/).waitFor();
  await line(page, /⟦Plan.for.⟧Acme.Web/).waitFor();
  assert.deepEqual(await unmarkedWords(page), []);
  await lens(page, /⟦Apply/).click();
  const told = await notification(workbench, /⟦.is.synced/);
  await told.getByRole('button', { name: '⟦Show report⟧' }).click();
  await line(page, /⟦Slices⟧/).waitFor();
  assert.deepEqual(await unmarkedWords(page), []);
  await lens(page, /⟦Query⟧/).click();
  const query = new QueryPage(workbench);
  await query.footer(/⟦rows/);
  // A statement is SQL.
  const [statement = '', ...others] = await unmarked(query.results);
  assert.deepEqual(others, []);
  assert.match(statement, /^SELECT periodId AS day, /);
  await lens(page, /⟦Explain⟧/).click();
  await query.header('⟦what it does⟧').waitFor();
  await query.results.getByText('⟦Reads the whole table ⟧').first().waitFor();
}

/** A unit, what Pendo calls its tables and exports, and the last words of features' names. */
const nobodysWords = ['bytes', 'allevents', 'retroactive', 'filter', 'open', 'save', 'share'];

/** Words of the document in front that stand outside of marks: none with a capital, a digit or a slash, which are names. */
async function unmarkedWords(page: Page): Promise<readonly string[]> {
  const lines = await page.locator('.editor-instance .view-line').allInnerTexts();
  // A sentence may go on in the next line.
  const words = lines
    .join(' ')
    .replaceAll(/⟦[^⟧]*⟧/g, ' ')
    .split(/\s+/);
  const own = words.flatMap(word => /^([a-z]{3,})[,.:]?$/.exec(word)?.[1] ?? []);
  return [...new Set(own)].filter(word => !nobodysWords.includes(word));
}

/** Texts and names of controls that hold words but no mark, without the cells of tables. */
async function unmarked(frame: Page | FrameLocator, part = 'body'): Promise<readonly string[]> {
  const found = await frame.locator(part).first().evaluate<string[], void>(findUnmarked(part));
  return found.sort();
}

/** Runs in the page. */
const findUnmarked = (selector: string): string => `(() => {
  const root = document.querySelector(${JSON.stringify(selector)});
  const texts = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement, data } = walker.currentNode;
    if (!parentElement.closest('script, style, option, .grid')) texts.push(data);
  }
  for (const name of ['aria-label', 'title', 'placeholder']) {
    for (const element of root.querySelectorAll('[' + name + ']')) {
      if (!element.closest('.grid *, .monaco-list-row')) texts.push(element.getAttribute(name));
    }
  }
  return [...new Set(texts)].filter(text => /[a-z]{3}/i.test(text) && !text.includes('⟦'));
})()`;
