// The Avro preview in the workbench, as a user sees it.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';

import { sharedWorkbench, type FolderWorkbench } from './sharedWorkbench';
import type { WorkbenchOptions } from './workbench';

/** The preview in the active editor. */
export class PreviewPage {
  readonly frame: FrameLocator;

  constructor(readonly page: Page) {
    this.frame = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  }

  /** The preview with its tab, for pictures. */
  get editor(): Locator {
    return this.page.locator('.part.editor');
  }

  /** Opens a file of the workspace's root by a double click, once the extension is there. */
  async open(file: string): Promise<void> {
    await this.page.locator('.activitybar [aria-label*="Data Sync"]').first().waitFor();
    await this.page
      .locator('.explorer-folders-view .monaco-list-row', { hasText: file })
      .first()
      .dblclick();
  }

  /** The row with this number in the file, as far as it is painted. */
  row(number: string): Locator {
    return this.frame.locator('.grid .slick-pane-left .slick-row', {
      has: this.frame.locator('.row-number', { hasText: new RegExp(`^(≈ )?${number}$`) }),
    });
  }

  /** The cells of the row at a place of the table, once they are there. */
  async cells(place: number): Promise<string[]> {
    const row = this.frame.locator(`.grid .slick-pane-right .slick-row[data-row="${place}"]`);
    await row.and(this.frame.locator(':not(.loading)')).waitFor();
    return row.locator('.slick-cell').allInnerTexts();
  }

  /** The cell with this text in the row at a place of the table. */
  cell(place: number, text: string): Locator {
    return this.frame
      .locator(`.grid .slick-pane-right .slick-row[data-row="${place}"] .slick-cell`)
      .filter({ hasText: new RegExp(`^${text}$`) });
  }

  /** Waits until the footer says so. */
  async footer(text: string | RegExp): Promise<void> {
    await this.frame.locator('footer', { hasText: text }).waitFor();
  }

  /** A row's number or a percentage. */
  async jump(text: string): Promise<void> {
    const box = this.frame.getByLabel('Go to row or percentage');
    await box.fill(text);
    await box.press('Enter');
  }

  /** Filters by one condition. */
  async filter(column: string, comparison: string, value: string): Promise<void> {
    await this.frame.getByRole('button', { name: 'Filter', exact: true }).click();
    const line = this.frame.locator('.filter-line').last();
    await line.getByLabel('Column').selectOption(column);
    await line.getByLabel('Comparison').selectOption({ label: comparison });
    await line.getByLabel('Value').fill(value);
    await line.getByLabel('Value').press('Enter');
  }

  /** Exports all rows into the file that is offered, which gets this name. */
  async export(format: string, name: string): Promise<void> {
    await this.frame.getByRole('button', { name: 'Export…' }).click();
    const input = this.page.locator('.quick-input-widget');
    await input.locator('.monaco-list-row', { hasText: format }).click();
    await this.page.waitForFunction(
      `document.querySelector('.quick-input-widget input')?.value.endsWith(${JSON.stringify(name)})`,
    );
    await input.getByText('OK', { exact: true }).click();
    await this.page
      .getByText(/Exported [\d,]+ rows/)
      .first()
      .waitFor();
  }

  tab(name: string): Locator {
    return this.frame.getByRole('tab', { name });
  }
}

/** Runs a test in the workbench of its file, whose folder then holds these files. */
export type WithFiles = (
  files: Readonly<Record<string, Uint8Array>>,
  body: (preview: PreviewPage, workbench: FolderWorkbench) => Promise<void>,
) => Promise<void>;

/** A workbench that the tests of a file share, to preview files in. */
export function sharedPreview(options: Pick<WorkbenchOptions, 'canBeDenied'> = {}): WithFiles {
  const inWorkbench = sharedWorkbench(options);
  return (files, body) =>
    inWorkbench(async workbench => {
      const at = (name: string) => path.join(workbench.folder, name);
      for (const [name, bytes] of Object.entries(files)) await writeFile(at(name), bytes);
      await body(new PreviewPage(workbench.page), workbench);
    });
}
