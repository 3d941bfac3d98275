// Commands by the palette, as a user runs them.
import { errors, type Page } from 'playwright-core';

const exactly = (text: string): RegExp => new RegExp(`^${text.replace(/[^\w ]/g, '\\$&')}$`);

/** Runs a command as the palette names it, in whatever window. */
export async function runCommand(page: Page, title: string): Promise<void> {
  // The first of the list may be another whose name holds this one's.
  const row = page
    .locator('.quick-input-list .monaco-list-row .label-name', { hasText: exactly(title) })
    .first();
  const input = page.locator('.quick-input-widget input').first();
  // A list opened while a window is still starting never gets the commands that come later; one that a message closes is
  // opened again.
  const timeout = 5000;
  for (let tries = 0; ; tries++) {
    try {
      await page.keyboard.press('F1');
      await input.fill(`>${title}`, { timeout });
      await row.waitFor({ timeout });
      return await row.click({ timeout });
    } catch (error) {
      if (!(error instanceof errors.TimeoutError) || tries >= 12) throw error;
      await page.keyboard.press('Escape');
    }
  }
}
