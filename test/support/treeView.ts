// A view of the extension as a user sees it: rows by their text, opened by clicks and keys.
import type { Locator, Page } from 'playwright-core';

import { appears } from './appears';
import { runCommand } from './runCommand';

/** Clicks the icon of the extension, which shows its side bar or hides it; a badge may lie above the icon. */
export async function clickDataSync(page: Page): Promise<void> {
  await page.locator('.activitybar .action-label[aria-label*="Data Sync"]').click({ force: true });
}

/** A tree of the extension in an open workbench. */
export class TreeView {
  /** The part of the side bar that the view has. */
  readonly pane: Locator;

  constructor(
    readonly page: Page,
    readonly title = 'Destinations',
  ) {
    const header = page.locator('.pane-header', { hasText: title });
    this.pane = page.locator('.sidebar .pane', { has: header });
  }

  /** Shows the view, with all the room that there is: rows that are not on the screen are not there. */
  async open(): Promise<void> {
    await clickDataSync(this.page);
    await this.#giveRoom();
  }

  /** Shows the view after a reload, which may have brought it back: then a click on its icon would hide it. */
  async reopen(): Promise<void> {
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor();
    await runCommand(this.page, `Data Sync: Focus on ${this.title} View`);
    await this.#giveRoom();
  }

  async #giveRoom(): Promise<void> {
    await this.pane.waitFor();
    const others = this.page
      .locator('.sidebar .pane-header.expanded')
      .filter({ hasNotText: this.title });
    // By their names: in the middle there may be a button.
    while ((await others.count()) > 0) await others.first().locator('.title').click();
  }

  /** The first row whose text holds this. */
  row(text: string | RegExp): Locator {
    return this.rows.filter({ hasText: text }).first();
  }

  /** A row that is just being read. */
  get reading(): Locator {
    return this.rows.locator('.codicon-loading').first();
  }

  /** All rows that are on the screen. */
  get rows(): Locator {
    return this.pane.locator('.pane-body .monaco-list-row');
  }

  /** What a click on a row's right end does. */
  buttons(text: string | RegExp): Locator {
    return this.row(text).locator('.actions .action-label');
  }

  /** Opens a row, unless it is open. */
  async expand(text: string | RegExp): Promise<void> {
    const row = this.row(text);
    const open = this.pane
      .locator('.pane-body .monaco-list-row[aria-expanded="true"]')
      .filter({ hasText: text })
      .first();
    await row.waitFor();
    if (await open.isVisible()) return;
    // What is read meanwhile moves the row away from under the pointer.
    for (let tries = 0; tries < 10; tries++) {
      await row.locator('.monaco-tl-twistie').click();
      if (await appears(open)) return;
      await this.reading.waitFor({ state: 'detached' });
      if (await open.isVisible()) return;
    }
    await open.waitFor();
  }

  /** Closes a row, unless it is closed. */
  async collapse(text: string | RegExp): Promise<void> {
    const row = this.row(text);
    if ((await row.getAttribute('aria-expanded')) === 'true') {
      await row.locator('.monaco-tl-twistie').click();
    }
  }

  /** Chooses an entry of a row's context menu. */
  async choose(text: string | RegExp, entry: string): Promise<void> {
    const item = this.page.locator('.monaco-menu').getByText(entry, { exact: true });
    // What is read moves the rows below it.
    await this.row(text).waitFor();
    await this.reading.waitFor({ state: 'detached' });
    // A tree that is just being read anew closes the menu, or has put another row under the pointer.
    const isOpen = async () => (await item.isVisible()) && (await this.#isFocused(text));
    for (let tries = 0; tries < 10 && !(await isOpen()); tries++) {
      if (tries > 0) await this.page.keyboard.press('Escape');
      await this.row(text).click({ button: 'right' });
      await item.waitFor({ timeout: 3000 }).catch(() => undefined);
    }
    await item.hover();
    // A menu takes no click right after it opens: it could be the end of the one that opened it.
    await this.page.waitForTimeout(300);
    await item.click();
  }

  /** The row that a menu is open for has the focus. */
  async #isFocused(text: string | RegExp): Promise<boolean> {
    const focused = this.pane.locator('.pane-body .monaco-list-row.focused');
    return focused.filter({ hasText: text }).first().isVisible();
  }
}
