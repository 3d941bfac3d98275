import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createProgressLine } from '../../../../cli/output/progressLine';
import { memoryContext } from '../../../support/memoryContext';

test('progress paints one line at most ten times a second, and wipes it', async () => {
  let time = 0;
  const context = memoryContext({ interactive: true, columns: 12, now: () => new Date(time) });
  const line = createProgressLine(context);
  for (time = 0; time < 300; time += 20) line.show(`at ${time} of many`);
  await line.clear();
  assert.equal(
    context.text().stderr,
    '\r\u001b[Kat 0 of ma…\r\u001b[Kat 100 of …\r\u001b[Kat 200 of …\r\u001b[K',
  );
});

test('progress is silent where stderr is no terminal', async () => {
  const context = memoryContext();
  const line = createProgressLine(context);
  line.show('half way');
  await line.clear();
  assert.equal(context.text().stderr, '');
});
