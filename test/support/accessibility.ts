// What axe-core finds wrong for those who use keys, readers or strong contrast.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { FrameLocator } from 'playwright-core';

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** Fails with the rules that a web view breaks, or a part of it that is ours, and where. */
export async function assertAccessible(
  frame: FrameLocator,
  what: string,
  part = 'html',
): Promise<void> {
  const found = await frame.locator('body').evaluate<string[], void>(`(async () => {
    ${axe};
    const { violations } = await axe.run(${JSON.stringify(part)});
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => [id, target.join(' '), failureSummary].join(': ')));
  })()`);
  assert.deepEqual(found, [], what);
}
