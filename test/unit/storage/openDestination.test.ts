import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { freeDiskSpace } from '../../../shared/storage/freeDiskSpace';
import { createStores } from '../../../shared/storage/createStores';
import { openDestination } from '../../../shared/storage/openDestination';
import { hasCode } from '../../support/hasCode';
import { withTemporaryFolder } from '../../support/temporaryFolder';

function withDestination(body: (root: string, application: string) => Promise<void>) {
  return withTemporaryFolder(async folder => {
    const root = path.join(folder, 'Ünter wegs');
    const application = path.join(root, 'datasync', '9007199254740993', '-323232');
    await mkdir(application, { recursive: true });
    await writeFile(path.join(application, 'exportmanifest.json'), '{}');
    await body(root, application);
  });
}

test('a folder, a URL and a manifest file open the same manifest', () =>
  withDestination(async (root, application) => {
    const file = path.join(application, 'exportmanifest.json');
    for (const url of [root, pathToFileURL(root).href, application, file]) {
      const { store, manifests } = await openDestination(createStores(), url);
      assert.equal(manifests.length, 1, url);
      const [found] = manifests;
      assert.equal(found?.application, '-323232', url);
      assert.equal(found?.subscription, '9007199254740993', url);
      assert.equal((await store.stat(found?.path ?? ''))?.size, 2, url);
    }
  }));

test('what cannot be a destination says why', () =>
  withDestination(async root => {
    const other = path.join(root, 'notes.json');
    await writeFile(other, '{}');
    await assert.rejects(
      openDestination(createStores(), other),
      hasCode('storage.no-destination', /notes\.json/),
    );
    await assert.rejects(
      openDestination(createStores(), path.join(root, 'gone')),
      hasCode('storage.not-found', /gone/),
    );
  }));

for (const url of ['ftp://u:secret@h/x', 'https://u:secret@h/x?sig=secret', 's3://', 'az://c']) {
  test(`${url} is unsupported, and the message keeps secrets`, async () => {
    const keepsSecret = /^(?!.*secret).*(Supported are a folder|names no (bucket|container))/;
    await assert.rejects(
      openDestination(createStores(), url),
      hasCode('storage.unsupported-url', keepsSecret),
    );
  });
}

test('without anybody who opens buckets they are not opened', async () => {
  const opening = openDestination(createStores(), 's3://bucket/x');
  await assert.rejects(opening, hasCode('storage.no-credentials', /s3:\/\/bucket\/x/));
});

test('free space is known for a folder that does not exist yet', () =>
  withTemporaryFolder(async folder => {
    const free = await freeDiskSpace(path.join(folder, 'a', 'b'));
    assert.ok(free !== null && free > 0);
  }));
