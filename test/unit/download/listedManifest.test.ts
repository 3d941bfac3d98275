import assert from 'node:assert/strict';
import { test } from 'node:test';

import { listedManifest } from '../../../shared/download/listedManifest';
import { readManifestText } from '../../../shared/manifest/readManifestText';
import { hasCode } from '../../support/hasCode';
import { createMemoryStore } from '../../support/memoryStore';
import { withTemporaryFolder } from '../../support/temporaryFolder';

const root = 'gs://b/datasync/1/2';
const textOf = (...counters: readonly number[]) =>
  JSON.stringify({
    exports: counters.map(counter => ({ counter, rootUrl: `${root}/e${counter}` })),
  });

test('an export that came while others were copied is not listed beside them', () =>
  withTemporaryFolder(async folder => {
    const store = createMemoryStore({ 'a/exportmanifest.json': textOf(7, 8, 9) });
    const family = 'events';
    const target = { subscription: '1', application: '2', folder: 'a', family } as const;
    const copied = { folder, counters: new Set([7, 8]) };
    const text = await listedManifest({ store, target }, copied);
    const listed = readManifestText(text, { name: 'copy' }).manifest.exports;
    assert.deepEqual(
      listed.map(({ counter }) => counter),
      [7, 8],
    );
  }));

test('a manifest that lists nothing of what was copied is not put beside it', () =>
  withTemporaryFolder(async folder => {
    const store = createMemoryStore({ 'a/exportmanifest.json': textOf(9) });
    const family = 'events';
    const target = { subscription: '1', application: '2', folder: 'a', family } as const;
    const copied = { folder, counters: new Set([7, 8]) };
    await assert.rejects(listedManifest({ store, target }, copied), hasCode('storage.changed'));
  }));
