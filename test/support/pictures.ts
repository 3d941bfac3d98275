// Pictures of what the user sees, made by the tests that show it works.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';

import { assertSecretsUnseenOn } from './secretScan';
import { extensionFolder } from './vscodeServer';
import type { Theme, Workbench } from './workbench';

/** `npm run pictures` renews those of the documentation; other runs leave them alone. */
const folder = path.join(
  extensionFolder,
  process.env.PDS_PICTURES === '1' ? 'docs/images' : 'out/images',
);

const themes: readonly Theme[] = ['light', 'dark'];

/** Writes `<name>.light.png` and `<name>.dark.png`: of a part of the workbench, or of all. */
export async function picture(
  { page, setTheme }: Workbench,
  name: string,
  part?: Locator,
): Promise<void> {
  for (const theme of themes) {
    await setTheme(theme);
    await take(page, `${name}.${theme}.png`, part);
  }
}

/** As `picture`, for what does not wait until the theme is another: in the theme that is set. */
export async function pictureNow(
  { page, theme }: Workbench,
  name: string,
  part?: Locator,
): Promise<void> {
  await take(page, `${name}.${theme()}.png`, part);
}

async function take(page: Page, file: string, part: Locator | undefined): Promise<void> {
  await mkdir(folder, { recursive: true });
  // The pointer would leave a row marked or a tooltip open.
  await page.mouse.move(0, 0);
  await assertSecretsUnseenOn(page);
  // One that the focus has opened stays.
  const style = '.workbench-hover-container { visibility: hidden; }';
  const unmoved = { animations: 'disabled', caret: 'hide', style } as const;
  const options = { path: path.join(folder, file), ...unmoved };
  await (part ? part.screenshot(options) : page.screenshot(options));
}
