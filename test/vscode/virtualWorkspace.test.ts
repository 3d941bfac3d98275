// A workspace that lies on no disk: manifests are checked, and Avro files previewed and exported.
import { access, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { PreviewPage } from '../support/previewPage';
import { sampleForAllTests } from '../support/sampleDestination';
import { withTemporaryFolder } from '../support/temporaryFolder';
import { testWithTools } from '../support/tools';
import { TreeView } from '../support/treeView';
import { writeTwoFiles } from '../support/twoFiles';
import { withWorkbench } from '../support/workbench';

const sample = sampleForAllTests();

testWithTools(
  ['vscode', 'chromium'],
  'in a virtual workspace manifests are checked, and files previewed and exported',
  async () => {
    await withTemporaryFolder(async folder => {
      await writeTwoFiles(sample.destination, folder);
      const large = path.join(folder, 'large.avro');
      await writeFile(large, '');
      await truncate(large, 65 << 20);
      await withWorkbench({ folder, isVirtual: true }, async ({ page }) => {
        const preview = new PreviewPage(page);
        await preview.open('exportmanifest.json');
        await page.locator('.monaco-editor .squiggly-error').first().waitFor();
        await page.locator('.monaco-editor .view-line').first().click();
        await page.keyboard.press('F8');
        await page.getByText('counter 1 is used twice').first().waitFor();
        await preview.open('events.avro');
        await preview.row('1').waitFor();
        await preview.export('NDJSON', 'events.ndjson');
        await access(path.join(folder, 'events.ndjson.virtual'));
        // More than is read whole from what is not on this machine.
        await preview.open('large.avro');
        await preview.frame.getByText('This file could not be opened').waitFor();
        await preview.frame.getByText('at most 67108864 bytes can be previewed').waitFor();
        await new TreeView(page).open();
        await page.getByText('This workspace lies on no disk').waitFor();
      });
    });
  },
);
