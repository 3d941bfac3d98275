import assert from 'node:assert/strict';

/** Looks ten times a second, for a minute at most. */
export async function until(what: string, isTrue: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await isTrue()); tries++) {
    assert.ok(tries < 600, `${what} did not come`);
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}
