// The walkthrough of the extension in the editor area.
import type { Locator } from 'playwright-core';

import type { Workbench } from './workbench';

/** The steps by their ids in package.json. */
export type TourStep = 'sample' | 'explore' | 'preview' | 'sync' | 'ask';

/** The first steps, as VS Code shows them. */
export class TourPage {
  constructor(readonly workbench: Workbench) {}

  /** Opens it from the list of walkthroughs. */
  async open(): Promise<void> {
    const { page, runCommand } = this.workbench;
    await runCommand('Welcome: Open Walkthrough...');
    const list = page.locator('.quick-input-widget');
    await list.locator('.monaco-list-row', { hasText: 'First steps with Data Sync' }).click();
    await this.#step('sample').waitFor();
  }

  /** Opens a step and presses a button or link of it. */
  async press(step: TourStep, label: string): Promise<void> {
    await this.#step(step).waitFor();
    if ((await this.#step(step).getAttribute('aria-expanded')) !== 'true')
      await this.#step(step).locator('.step-title').click();
    await this.#step(step).getByText(label, { exact: true }).click();
  }

  /** The mark of a step that is done. */
  done(step: TourStep): Locator {
    return this.#element(`[data-done-step-id$="#${step}"][aria-checked="true"]`);
  }

  /** How many steps are done. */
  doneCount(): Promise<number> {
    return this.#element('[data-done-step-id][aria-checked="true"]').count();
  }

  #step(step: TourStep): Locator {
    return this.#element(`[data-step-id$="#${step}"]`);
  }

  #element(selector: string): Locator {
    return this.workbench.page.locator(`.gettingStartedContainer ${selector}`);
  }
}
