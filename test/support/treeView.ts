// The view "Destinations" as a user sees it: rows by their text, opened by clicks and keys.
import type { Locator, Page } from 'playwright-core';

/** The tree of destinations in an open workbench. */
export class TreeView {
  constructor(readonly page: Page) {}

  /** Shows the view. */
  async open(): Promise<void> {
    await this.page.locator('.activitybar .action-label[aria-label^="Data Sync"]').click();
  }

  /** The first row whose text holds this. */
  row(text: string | RegExp): Locator {
    return this.rows.filter({ hasText: text }).first();
  }

  /** All rows that are on the screen. */
  get rows(): Locator {
    return this.page.locator('.pane-body .monaco-list-row');
  }

  /** Opens a row, unless it is open. */
  async expand(text: string | RegExp): Promise<void> {
    const row = this.row(text);
    await row.waitFor();
    if ((await row.getAttribute('aria-expanded')) === 'true') return;
    await row.locator('.monaco-tl-twistie').click();
    await this.page
      .locator('.pane-body .monaco-list-row[aria-expanded="true"]')
      .filter({ hasText: text })
      .first()
      .waitFor();
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
    await this.row(text).click({ button: 'right' });
    const item = this.page.locator('.monaco-menu').getByText(entry, { exact: true });
    await item.hover();
    // A menu takes no click right after it opens: it could be the end of the one that opened it.
    await this.page.waitForTimeout(300);
    await item.click();
  }
}
