// Whether a secret of the tests is to be seen: on the page, in settings and logs, in what extensions store.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';

import { assertNoSecrets, hasSecrets } from './secrets';
import type { Workbench } from './workbench';

/** Fails where one is on the page. VS Code's own box for passwords holds what was typed last, and shows nothing of it. */
export async function assertSecretsUnseenOn(page: Page): Promise<void> {
  if (hasSecrets()) assertNoSecrets(await textsOf(page));
}

/** Fails where one is on the page, or in anything that was logged or kept until now. */
export async function assertSecretsUnseen({
  page,
  data,
  logged,
}: Pick<Workbench, 'page' | 'data' | 'logged'>): Promise<void> {
  if (!hasSecrets()) return;
  const stored = await page.evaluate('JSON.stringify(Object.entries(localStorage))');
  const texts = await textsOf(page);
  texts.set('localStorage', String(stored)).set('the log', logged.join('\n'));
  for (const entry of await readdir(data, { recursive: true, withFileTypes: true })) {
    const location = path.join(entry.parentPath, entry.name);
    if (entry.isFile()) texts.set(location, await readFile(location, 'latin1'));
  }
  assert.ok(texts.size > 5 && logged.length > 0);
  assertNoSecrets(texts);
}

async function textsOf(page: Page): Promise<Map<string, string>> {
  const shown = await page.evaluate(
    `[document.documentElement.outerHTML, ...[...document.querySelectorAll('input:not([type="password"])')]
      .map(each => each.value)].join(' ')`,
  );
  const texts = new Map([['the page', String(shown)]]);
  for (const frame of page.frames()) {
    texts.set(`the frame ${frame.url()}`, await frame.content().catch(() => ''));
  }
  return texts;
}
