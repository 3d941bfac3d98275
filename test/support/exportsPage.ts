// The table of exports in the workbench, as a user sees it.
import type { FrameLocator, Locator } from 'playwright-core';

import type { Workbench } from './workbench';

/** One open table. */
export class ExportsPage {
  readonly view: FrameLocator;
  readonly grid: Locator;
  readonly summary: Locator;
  readonly calendar: Locator;

  constructor(readonly workbench: Workbench) {
    const { page } = workbench;
    this.view = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
    this.grid = this.view.getByRole('grid', { name: 'Exports' });
    this.summary = this.view.getByRole('complementary', { name: 'Summary' });
    this.calendar = this.view.getByRole('region', { name: 'Calendar' });
  }

  /** The editor area, for pictures. */
  get part(): Locator {
    return this.workbench.page.locator('.part.editor');
  }

  /** Opens the table of all destinations. */
  async open(): Promise<void> {
    await this.workbench.runCommand('Data Sync: Open Exports');
  }

  /** Waits until the footer says so. */
  async footer(text: string | RegExp): Promise<void> {
    await this.view.locator('footer', { hasText: text }).waitFor();
  }

  /** The first row whose text holds this. */
  row(text: string | RegExp): Locator {
    return this.view.locator('.slick-pane-right .slick-row', { hasText: text }).first();
  }

  /** A cell of the first row whose text holds this. */
  cell(text: string | RegExp): Locator {
    return this.view.locator('.slick-pane-right .slick-cell', { hasText: text }).first();
  }

  /** What stands in the place of rows. */
  message(text: string): Locator {
    return this.view.locator('.message', { hasText: text });
  }

  button(name: string | RegExp): Locator {
    return this.view.getByRole('button', { name });
  }

  /** Chooses entries of a native list that a button of the filter opens. */
  async pick(name: string | RegExp, ...entries: readonly (string | RegExp)[]): Promise<void> {
    await this.button(name).click();
    const { page } = this.workbench;
    for (const entry of entries) {
      const row = page.locator('.quick-input-list .monaco-list-row', { hasText: entry }).first();
      await row.locator('.label-name').first().click();
    }
    const list = page.locator('.quick-input-widget');
    await list.getByText(`${entries.length} Selected`).waitFor();
    await list.getByRole('button', { name: 'OK' }).click();
    await list.waitFor({ state: 'hidden' });
  }
}
