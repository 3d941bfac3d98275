// SQL documents, local databases and the results view in the workbench, as a user sees them.
import type { FrameLocator, Locator, Page } from 'playwright-core';

import { clickDataSync, TreeView } from './treeView';
import type { Workbench } from './workbench';

/** The local databases, their documents and results. */
export class QueryPage {
  readonly results: FrameLocator;
  readonly #tree: TreeView;
  readonly #page: Page;

  constructor(readonly workbench: Workbench) {
    this.#page = workbench.page;
    this.#tree = new TreeView(this.#page, 'Local Database');
    this.results = this.#page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  }

  /** Shows the side bar with the local databases below the destinations. */
  async openView(): Promise<void> {
    await clickDataSync(this.#page);
    await this.#tree.pane.waitFor();
    // What was looked at before may have had all the room.
    const header = this.#tree.pane.locator('.pane-header');
    if ((await header.getAttribute('aria-expanded')) === 'false') {
      await header.locator('.title').click();
    }
  }

  /** Shows the view of results. */
  async openResults(): Promise<void> {
    await this.workbench.runCommand('Data Sync Results: Focus on Data Sync Results View');
  }

  /** The panel with the results. */
  get panel(): Locator {
    return this.#page.locator('.part.panel');
  }

  /** A row of the local databases. */
  row(text: string | RegExp): Locator {
    return this.#tree.row(text);
  }

  /** Shows the tables of a local database. */
  async expand(text: string | RegExp): Promise<void> {
    await this.#tree.expand(text);
  }

  /** Writes a statement at the end of the document and runs it. */
  async type(sql: string): Promise<void> {
    await this.#page.locator('.editor-instance .view-lines').first().click();
    await this.#page.keyboard.press('Control+End');
    await this.#page.keyboard.insertText(`\n\n${sql}`);
    await this.#page.keyboard.press('Control+Enter');
  }

  /** Waits until the footer of the results says so. */
  async footer(text: string | RegExp): Promise<void> {
    await this.results.locator('footer', { hasText: text }).waitFor();
  }

  /** What stands in the place of rows. */
  message(text: string): Locator {
    return this.results.locator('.message', { hasText: text });
  }

  header(name: string): Locator {
    return this.results.locator('.column-name', { hasText: new RegExp(`^${name}$`) });
  }

  headers(): Promise<string[]> {
    return this.results.locator('.slick-header-right .column-name').allInnerTexts();
  }

  cell(text: string): Locator {
    return this.results.locator('.slick-cell', { hasText: new RegExp(`^${text}$`) }).first();
  }
}
