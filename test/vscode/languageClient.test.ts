// Manifests in the real editor: problems where they are, and a fix by keyboard.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { picture } from '../support/pictures';
import { sharedWorkbench } from '../support/sharedWorkbench';
import { testWithTools } from '../support/tools';
import type { Workbench } from '../support/workbench';

const tools = ['vscode', 'chromium'] as const;
const inWorkbench = sharedWorkbench();

testWithTools(tools, 'a manifest in the editor has its problems', async () => {
  const manifest = `{"exports": [
  {"counter": 412, "rootUrl": "gs://b/datasync/1/2/aa"},
  {"counter": 412, "rootUrl": "gs://b/datasync/1/2/bb"}
]}`;
  await withManifest(manifest, async workbench => {
    const { page } = workbench;
    await page.locator('.monaco-editor .squiggly-error').first().waitFor();
    await page.keyboard.press('F8');
    await page.getByText('counter 412 is used twice').first().waitFor();
    await picture(workbench, 'manifest-problems');
  });
});

testWithTools(tools, 'a problem is fixed by keys and is gone', async () => {
  const manifest = `{"exports": [
  {"counter": 412, "rootUrl": "gs://b/datasync/1/2/aa",}
]}`;
  await withManifest(manifest, async ({ page, runCommand }, file) => {
    const squiggles = page.locator('.monaco-editor .squiggly-error');
    await squiggles.first().waitFor();
    // Where the comma is too many.
    await runCommand('Go to Line/Column...');
    await page.keyboard.type('2:56');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+.');
    const fixes = page.locator('.action-widget .monaco-list-row');
    const fix = fixes.filter({ hasText: /comma/i }).first();
    await fix.waitFor();
    // A menu takes no click right after it opens.
    await page.waitForTimeout(500);
    await fix.click();
    await page.locator('.monaco-editor .squiggly-error').first().waitFor({ state: 'detached' });
    await runCommand('File: Save');
    await saved(file, /aa"\}/);
  });
});

/** Resolves when the file holds a text: the editor says nothing of it. */
async function saved(file: string, text: RegExp): Promise<void> {
  for (let tries = 0; !text.test(await readFile(file, 'utf8')); tries++) {
    assert.ok(tries < 100, 'the file was not saved');
    await delay(200);
  }
}

/** Runs `body` with a manifest that is open in an editor. */
async function withManifest(
  text: string,
  body: (workbench: Workbench, file: string) => Promise<void>,
): Promise<void> {
  await inWorkbench(async workbench => {
    const { page, folder } = workbench;
    const file = path.join(folder, 'exportmanifest.json');
    await writeFile(file, text);
    const row = page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'export' });
    await row.first().dblclick();
    await page.locator('.monaco-editor .view-line').first().click();
    await body(workbench, file);
  });
}
