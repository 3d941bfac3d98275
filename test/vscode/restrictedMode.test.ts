// A workspace that nobody trusts yet: looking and checking work, what writes says what it waits for.
import { cp, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { PreviewPage } from '../support/previewPage';
import { newestAllEvents, sampleForAllTests } from '../support/sampleDestination';
import { withTemporaryFolder } from '../support/temporaryFolder';
import { testWithTools } from '../support/tools';
import { TreeView } from '../support/treeView';
import { withWorkbench } from '../support/workbench';

const sample = sampleForAllTests();

testWithTools(
  ['vscode', 'chromium'],
  'in Restricted Mode files are previewed and checked, and the empty view says what waits',
  async () => {
    await withTemporaryFolder(async folder => {
      const { file } = await newestAllEvents(sample.destination);
      await cp(file, path.join(folder, 'events.avro'));
      const manifest = '{"exports": [{"counter": 1}, {"counter": 1}]}';
      await writeFile(path.join(folder, 'exportmanifest.json'), manifest);
      await withWorkbench({ folder, trust: 'ask' }, async ({ page }) => {
        await page.locator('.statusbar').getByText('Restricted Mode').waitFor();
        const preview = new PreviewPage(page);
        await preview.open('events.avro');
        await preview.row('1').waitFor();
        await preview.open('exportmanifest.json');
        await page.locator('.monaco-editor .squiggly-error').first().waitFor();
        await new TreeView(page).open();
        await page.getByText('In Restricted Mode exports can be explored').waitFor();
        await page.locator('.welcome-view-content').getByText('trust this workspace').click();
        await page.getByRole('button', { name: 'Trust', exact: true }).click();
        await page.getByText('In Restricted Mode exports').waitFor({ state: 'detached' });
      });
    });
  },
);
