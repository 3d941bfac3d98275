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

  /** What the calendar says of the day that is pointed at. */
  get tip(): Locator {
    return this.calendar.getByRole('status');
  }

  /** The square of a day, by its place. */
  day(place: number): Locator {
    return this.calendar.locator('svg [data-mark="cell"]').first().locator('rect').nth(place);
  }

  /** What readers are told of all and of what is selected. */
  get said(): Locator {
    return this.view.locator('footer').getByRole('status');
  }

  /** Comes back from another tab. */
  async comeBack(): Promise<void> {
    await this.workbench.page
      .locator('.tab', { hasText: /^Exports/ })
      .first()
      .click();
    await this.footer(/exports 1–/);
  }

  /** Selects the row, and waits until the summary is of it. */
  async look(text: string): Promise<void> {
    await this.row(text).click();
    await this.summary.getByRole('heading', { name: text }).waitFor();
  }

  /** A button of the summary. */
  async choose(name: string): Promise<void> {
    await this.summary.getByRole('button', { name, exact: true }).click();
  }

  /** Goes by Tab alone to what is called so, or back to it. */
  async tabTo(name: string | RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    const { page } = this.workbench;
    const passed: string[] = [];
    for (let tries = 0; tries < 40; tries++) {
      await page.keyboard.press(key);
      const focused = await this.focused();
      if (typeof name === 'string' ? focused === name : name.test(focused)) return;
      passed.push(focused);
    }
    throw new Error(`Tab does not come to ${name}, but to ${passed.join(', ')}`);
  }

  /** What the element is called that has the focus. */
  focused(): Promise<string> {
    return this.view.locator('body').evaluate<string, void>(`(() => {
      const { activeElement: at } = document;
      return at.getAttribute('aria-label') ?? at.placeholder ?? at.textContent;
    })()`);
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
