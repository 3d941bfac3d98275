import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { freeDiskSpace } from '../../../shared/storage/freeDiskSpace';
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
      const { store, manifests } = await openDestination(url);
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
    await assert.rejects(openDestination(other), hasCode('storage.no-destination', /notes\.json/));
    await assert.rejects(
      openDestination(path.join(root, 'gone')),
      hasCode('storage.not-found', /gone/),
    );
  }));

for (const url of ['s3://bucket/x', 'gs://bucket', 'az://c/x', 'https://u:secret@h/x?sig=secret']) {
  test(`${url} is unsupported, and the message keeps secrets`, async () => {
    const keepsSecret = /^(?!.*secret).*Supported are a folder/;
    await assert.rejects(openDestination(url), hasCode('storage.unsupported-url', keepsSecret));
  });
}

test('free space is known for a folder that does not exist yet', () =>
  withTemporaryFolder(async folder => {
    const free = await freeDiskSpace(path.join(folder, 'a', 'b'));
    assert.ok(free !== null && free > 0);
  }));
