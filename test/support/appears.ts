import { errors, type Locator } from 'playwright-core';

/** Resolves with whether it is there within a few seconds. */
export async function appears(wanted: Locator): Promise<boolean> {
  try {
    await wanted.first().waitFor({ timeout: 3000 });
    return true;
  } catch (error) {
    if (error instanceof errors.TimeoutError) return false;
    throw error;
  }
}
