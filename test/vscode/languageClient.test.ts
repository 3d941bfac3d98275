// Manifests in the real editor: problems where they are, and a fix by keyboard.
import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { withTemporaryFolder } from '../support/temporaryFolder';
import { testWithTools } from '../support/tools';
import { withWorkbench } from '../support/workbench';

const manifest = `{"exports": [
  {"counter": 412, "rootUrl": "gs://b/datasync/1/2/aa"},
  {"counter": 412, "rootUrl": "gs://b/datasync/1/2/bb"}
]}`;

testWithTools(['vscode', 'chromium'], 'a manifest in the editor has its problems', async () => {
  await withTemporaryFolder(async folder => {
    const application = path.join(folder, 'datasync/1/2');
    await mkdir(application, { recursive: true });
    const file = path.join(application, 'exportmanifest.json');
    await writeFile(file, manifest);
    await withWorkbench({ folder, file }, async ({ page, errors }) => {
      await page.locator('.monaco-editor .squiggly-error').first().waitFor();
      await page.keyboard.press('F8');
      await page.getByText('counter 412 is used twice').first().waitFor();
      assert.deepEqual(errors, []);
    });
  });
});
