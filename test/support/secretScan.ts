// Whether a secret that was typed is to be seen: on the page, in settings and logs, in what extensions store.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import type { Workbench } from './workbench';

/** Fails where one of them is. VS Code's own box for passwords holds what was typed last, and shows nothing of it. */
export async function assertSecretsUnseen(
  { page, data, logged }: Pick<Workbench, 'page' | 'data' | 'logged'>,
  secrets: readonly string[],
): Promise<void> {
  const shown = await page.evaluate(
    `[document.documentElement.outerHTML, ...[...document.querySelectorAll('input:not([type="password"])')]
      .map(each => each.value)].join(' ')`,
  );
  const stored = await page.evaluate('JSON.stringify(Object.entries(localStorage))');
  const texts = new Map([
    ['the page', String(shown)],
    ['localStorage', String(stored)],
    ['the log', logged.join('\n')],
  ]);
  for (const frame of page.frames()) {
    texts.set(`the frame ${frame.url()}`, await frame.content().catch(() => ''));
  }
  for (const entry of await readdir(data, { recursive: true, withFileTypes: true })) {
    const location = path.join(entry.parentPath, entry.name);
    if (entry.isFile()) texts.set(location, await readFile(location, 'latin1'));
  }
  for (const secret of secrets) {
    const seen = [...texts].filter(([, text]) => text.includes(secret)).map(([where]) => where);
    assert.deepEqual(seen, [], 'a secret is to be seen');
  }
  assert.ok(texts.size > 5 && logged.length > 0);
}
