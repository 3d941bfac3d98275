// The questions about buckets in the workbench, answered as a user does: by what they say, with keys and clicks.
import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';

import { asSecret } from './secrets';

/** The question that is asked just now. */
export class BucketDialogs {
  /** With its title, list and message. */
  readonly widget: Locator;

  constructor(readonly page: Page) {
    this.widget = page.locator('.quick-input-widget');
  }

  /** Waits until this is asked. */
  async asks(title: string): Promise<void> {
    await this.widget
      .locator('.quick-input-title', { hasText: title })
      .and(this.page.locator(':visible'))
      .waitFor();
  }

  /** Types what is not taken, and waits until the dialog says why. */
  async typeWrong(title: string, text: string, why: string | RegExp): Promise<void> {
    await this.asks(title);
    await this.#input.fill(text);
    await this.widget.locator('.quick-input-message', { hasText: why }).waitFor();
    await this.page.keyboard.press('Enter');
    await this.asks(title);
  }

  /** Types an answer. */
  async type(title: string, text: string): Promise<void> {
    await this.asks(title);
    await this.#input.fill(text);
    await this.page.keyboard.press('Enter');
  }

  /** Types what nobody may see, into a box that does not show it. */
  async typeSecret(title: string, text: string): Promise<void> {
    await this.asks(title);
    await this.#input.fill(asSecret(text));
    assert.equal(await this.#input.getAttribute('type'), 'password');
    await this.page.keyboard.press('Enter');
  }

  /** Chooses from a list. */
  async choose(title: string, label: string): Promise<void> {
    await this.asks(title);
    await this.widget.locator('.monaco-list-row', { hasText: label }).first().click();
  }

  /** Answers all that is asked of an access key with another service. */
  async useKeys(url: string, endpoint: string, keys: AccessKeys): Promise<void> {
    await this.choose(`How is ${url} opened?`, 'Another service…');
    await this.type('URL of the service', endpoint);
    await this.typeKeys(url, keys);
  }

  /** The same, where the service is known. */
  async typeKeys(
    url: string,
    { accessKeyId, secretAccessKey, sessionToken }: AccessKeys,
  ): Promise<void> {
    await this.choose(`How is ${url} opened?`, 'Access key…');
    await this.type('Access key ID', accessKeyId);
    await this.typeSecret('Secret access key', secretAccessKey);
    if (sessionToken !== undefined) await this.typeSecret('Session token', sessionToken);
  }

  get #input(): Locator {
    return this.widget.locator('input').first();
  }
}

/** What S3 knows a user by. */
export interface AccessKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Of a temporary key. */
  readonly sessionToken?: string;
}
