import assert from 'node:assert/strict';
import { mkdir, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';

import { createStores } from '../../../shared/storage/createStores';
import { readStoredFile } from '../../../shared/worker/readStoredFile';
import { hasCode } from '../../support/hasCode';
import { withTemporaryFolder } from '../../support/temporaryFolder';

const { signal } = new AbortController();
const stores = createStores();
const manifest = '{"exports": [{"counter": 1}, {"counter": 2}]}';

test('a file of a destination is read whole, or one export of it', async () => {
  await withDestination(async (destination, file) => {
    const whole = await readStoredFile(stores, { destination, path: file }, signal);
    assert.equal(Buffer.from(whole.bytes).toString(), manifest);
    assert.ok(whole.modified > 0);
    const choice = { counter: 2 };
    const one = await readStoredFile(stores, { destination, path: file, choice }, signal);
    assert.equal(Buffer.from(one.bytes).toString(), '{"exports": [{"counter": 2}]}');
  });
});

test('what is too large for an editor, gone or outside is refused with what can be done', async () => {
  await withDestination(async (destination, file) => {
    const missing = { destination, path: 'datasync/1/2/other.json' };
    await assert.rejects(readStoredFile(stores, missing, signal), hasCode('storage.not-found'));
    const gone = { destination, path: file, choice: { counter: 9 } };
    await assert.rejects(readStoredFile(stores, gone, signal), /no such export any more/);
    const outside = { destination, path: '../x.json' };
    await assert.rejects(
      readStoredFile(stores, outside, signal),
      hasCode('storage.outside-folder'),
    );
    await truncate(path.join(destination, file), 60_000_000);
    const large = { destination, path: file };
    await assert.rejects(readStoredFile(stores, large, signal), /open its exports one by one/);
  });
});

async function withDestination(
  body: (destination: string, file: string) => Promise<void>,
): Promise<void> {
  await withTemporaryFolder(async destination => {
    const file = 'datasync/1/2/exportmanifest.json';
    await mkdir(path.join(destination, path.dirname(file)), { recursive: true });
    await writeFile(path.join(destination, file), manifest);
    await body(destination, file);
  });
}
