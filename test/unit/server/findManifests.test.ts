import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';

import { findManifests } from '../../../server/findManifests';
import { withTemporaryFolder } from '../../support/temporaryFolder';

const { signal } = new AbortController();

test('manifests are found at any depth, the smallest first, but not below exports and in folders of tools', () =>
  withTemporaryFolder(async folder => {
    for (const [file, text] of [
      ['a/exportmanifest.json', 'large'],
      ['a/b/c/x.exportmanifest.json', 'sml'],
      ['a/e1/billofmaterials.json', 'b'],
      ['a/e1/matchedEvents/billofmaterials.json', 'below an export'],
      ['.git/exportmanifest.json', 'hidden'],
      ['node_modules/p/exportmanifest.json', 'packages'],
      ['a/package.json', 'other'],
    ] as const) {
      await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
      await writeFile(path.join(folder, file), text);
    }
    const found = await findManifests([folder, path.join(folder, 'a')], signal);
    assert.deepEqual(
      found.map(({ path: location, kind, size }) => [
        path.relative(folder, location).replaceAll(path.sep, '/'),
        kind,
        size,
      ]),
      [
        ['a/e1/billofmaterials.json', 'billOfMaterials', 1],
        ['a/b/c/x.exportmanifest.json', 'exportManifest', 3],
        ['a/exportmanifest.json', 'exportManifest', 5],
      ],
    );
  }));

test('a folder that is not there has none, and a walk ends when it is cancelled', async () => {
  assert.deepEqual(await findManifests(['/no/such/folder'], signal), []);
  await assert.rejects(findManifests(['/'], AbortSignal.abort()));
});
