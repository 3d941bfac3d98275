// SQL documents and the results view in the workbench, as a user sees them.
import type { FrameLocator, Locator } from 'playwright-core';

import { TreeView } from './treeView';
import type { Workbench } from './workbench';

/** The local database, its documents and results. */
export class QueryPage {
  readonly results: FrameLocator;
  readonly #tree: TreeView;

  constructor(readonly workbench: Workbench) {
    const { page } = workbench;
    this.#tree = new TreeView(page);
    this.results = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  }

  /** Shows the side bar with the local database. */
  async openView(): Promise<void> {
    await this.#tree.open();
  }

  /** A row of the local database. */
  row(text: string | RegExp): Locator {
    return this.workbench.page
      .locator('.pane', {
        has: this.workbench.page.locator('.pane-header', { hasText: 'Local Database' }),
      })
      .locator('.monaco-list-row', { hasText: text })
      .first();
  }

  /** Waits until the footer of the results says so. */
  async footer(text: string | RegExp): Promise<void> {
    await this.results.locator('footer', { hasText: text }).waitFor();
  }
}
