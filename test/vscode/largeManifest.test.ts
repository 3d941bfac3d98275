// A manifest that the editor hands to no extension: its outline, its problems, and one export of it alone.
import assert from 'node:assert/strict';
import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';

import { largeManifestChunks } from '../support/largeManifest';
import { picture } from '../support/pictures';
import { withTemporaryFolder } from '../support/temporaryFolder';
import { testWithTools } from '../support/tools';
import { TreeView } from '../support/treeView';
import { withWorkbench } from '../support/workbench';

testWithTools(
  ['vscode', 'chromium'],
  'a manifest above 50 MB has its outline and problems, and its exports open one by one',
  async () => {
    await withTemporaryFolder(async folder => {
      const file = await writeLargeManifest(folder, 56_000_000);
      await withWorkbench({ folder, file }, async workbench => {
        const { page } = workbench;
        await page.locator('.tab', { hasText: 'exportmanifest.json' }).waitFor();
        const tree = new TreeView(page, 'Manifest Outline');
        await tree.open();
        await tree.row(/^Export 412/).waitFor({ timeout: 120_000 });
        await picture(workbench, 'outline-huge', page.locator('.sidebar'));
        await page.getByText('Open Anyway').click();
        await tree.expand(/^Export 413/);
        await tree.row(/2024-06-01.*matched entries/).click();
        await page
          .locator('.statusbar')
          .getByText(/^Ln \d{5,}, Col/)
          .waitFor();
        await tree.row(/^Export 413/).hover();
        await tree
          .row(/^Export 413/)
          .getByRole('button', { name: 'Open This Export Alone' })
          .click();
        await page.locator('.tab', { hasText: 'Export 413.exportmanifest.json' }).waitFor();
        await page.locator('.codelens-decoration').getByText('Sync this export').first().waitFor();
        assert.equal(await page.locator('.codelens-decoration').count(), 1);
        await page.locator('.codelens-decoration').getByText('Plan from here').click();
        await page.locator('.tab', { hasText: '.syncplan' }).waitFor();
      });
    });
  },
);

async function writeLargeManifest(folder: string, bytes: number): Promise<string> {
  const application = path.join(folder, 'datasync/9007199254740993/-323232');
  await mkdir(application, { recursive: true });
  const location = path.join(application, 'exportmanifest.json');
  const file = await open(location, 'w');
  for (const chunk of largeManifestChunks(bytes)) await file.write(chunk);
  await file.close();
  return location;
}
