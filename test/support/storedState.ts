// What the workbench has written into the browser's storage, which it does every few seconds.
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';

/** Resolves when the browser keeps such a state of the workbench: it writes every few seconds. */
export async function isStored(page: Page, wanted: RegExp): Promise<void> {
  for (let tries = 0; tries < 120; tries++) {
    const stored = await page.evaluate<string>(readStates);
    if (wanted.test(stored)) return;
    await page.waitForTimeout(500);
  }
  assert.fail(`nothing stored is like ${wanted.source}`);
}

/** Runs in the page. */
const readStates = `(async () => {
  const texts = [];
  for (const { name } of await indexedDB.databases()) {
    if (!name.startsWith('vscode-web-state-db')) continue;
    texts.push(await new Promise((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onerror = reject;
      request.onsuccess = () => {
        const all = request.result.transaction('ItemTable').objectStore('ItemTable').getAll();
        all.onsuccess = () => resolve(all.result.join('\\n'));
        request.result.close();
      };
    }));
  }
  return texts.join('\\n');
})()`;
