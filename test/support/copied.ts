import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';

/** What the clipboard holds, once it is as expected. */
export async function copied(page: Page, expected: RegExp): Promise<string> {
  for (let tries = 0; ; tries++) {
    const text = String(await page.evaluate('navigator.clipboard.readText()'));
    if (expected.test(text)) return text;
    assert.ok(tries < 30, `copied ${text}`);
    await page.waitForTimeout(300);
  }
}
