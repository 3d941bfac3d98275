// Which store a URL opens, how long it is kept, and whom it asks for access: against a test server of Google's protocol.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';

import type {
  AskAccess,
  CloudAccess,
  CloudCredentials,
} from '../../../shared/storage/cloud/cloudAccess';
import type { CloudPlace } from '../../../shared/storage/cloud/cloudPlace';
import { createRangeCache } from '../../../shared/storage/cloud/rangeCache';
import { createStores } from '../../../shared/storage/createStores';
import { goodToken, withGcsServer, type GcsServer } from '../../support/gcsServer';
import { hasCode } from '../../support/hasCode';
import { withTemporaryFolder } from '../../support/temporaryFolder';

interface Asked {
  readonly place: CloudPlace;
  readonly rejected: CloudCredentials | undefined;
}

const bearer = (token: string): CloudCredentials => ({ kind: 'bearer', token });

/** Gives these tokens one after the other, the last one again and again. */
function askingFor({ endpoint }: GcsServer, tokens: readonly string[]) {
  const asked: Asked[] = [];
  const access: AskAccess = async (place, rejected) => {
    const token = tokens[Math.min(asked.length, tokens.length - 1)] ?? '';
    asked.push({ place, rejected });
    return { credentials: bearer(token), source: 'the test', endpoint };
  };
  return { access, asked };
}

test('a folder is opened without a question', () =>
  withTemporaryFolder(async folder => {
    await writeFile(path.join(folder, 'one'), '1');
    const stores = createStores({ access: () => assert.fail('nobody is asked') });
    assert.equal((await (await stores.open(folder)).stat('one'))?.size, 1);
    await assert.rejects(stores.open('ftp://host/x'), hasCode('storage.unsupported-url'));
  }));

for (const url of ['s3://acme/x', 'gs://acme/x', 'az://acme/c/x']) {
  test(`where nobody gives access, ${url} is storage.no-credentials`, () =>
    assert.rejects(createStores().open(url), hasCode('storage.no-credentials', new RegExp(url))));
}

test('a store is kept, with what it knows, as long as it is opened in the same way', () =>
  withGcsServer(async server => {
    server.put('acme/one', '1');
    let access: CloudAccess = {
      ...{ credentials: bearer(goodToken), source: 'the test', endpoint: server.endpoint },
    };
    const stores = createStores({ access: async () => ({ ...access }) });
    const [url, other] = [`gs://${server.bucket}/acme`, `gs://${server.bucket}/acme-2`];
    const store = await stores.open(url);
    assert.equal(await stores.open(`${url}/`), store);
    assert.notEqual(await stores.open(other), store);
    await store.stat('one');
    await (await stores.open(url)).open('one');
    assert.equal(server.requests.length, 1);
    access = { ...access, credentials: bearer('of somebody else') };
    const stranger = await stores.open(url);
    assert.notEqual(stranger, store);
    await assert.rejects(stranger.open('one'), hasCode('storage.bad-credentials'));
  }));

test('what is kept of one service is not taken for that of another whose bucket has the same name', () =>
  withTemporaryFolder(async folder => {
    const cache = createRangeCache({ folder, bytes: 1 << 20 });
    const readFrom = async (content: string) => {
      let read = '';
      await withGcsServer(async server => {
        // Also the version and the size are the same.
        server.put('acme/one', content);
        const { access } = askingFor(server, [goodToken]);
        const stores = createStores({ access, cache });
        const object = await (await stores.open(`gs://${server.bucket}/acme`)).open('one');
        read = Buffer.from(await object.read(0, object.size)).toString();
      });
      return read;
    };
    assert.equal(await readFrom('ours'), 'ours');
    assert.equal(await readFrom('hers'), 'hers');
  }));

test('credentials that run out are asked for again, once for all who were refused', () =>
  withGcsServer(async server => {
    for (let i = 0; i < 20; i++) server.put(`acme/${i}`, '1');
    const { access, asked } = askingFor(server, [goodToken, 'second']);
    const store = await createStores({ access }).open(`gs://${server.bucket}/acme`);
    await store.stat('0');
    server.grant(goodToken, undefined);
    server.grant('second', { list: true, get: true });
    const found = await Promise.all(Array.from({ length: 20 }, (_, i) => store.stat(String(i))));
    assert.ok(found.every(info => info?.size === 1));
    assert.deepEqual(
      asked.map(({ rejected }) => rejected),
      [undefined, bearer(goodToken)],
    );
    assert.ok(asked.every(({ place }) => place.url === `gs://${server.bucket}/acme`));
  }));

test('new credentials that are refused as well are an error, and are not asked for without end', () =>
  withGcsServer(async server => {
    const { access, asked } = askingFor(server, ['old-token', 'also-old-token']);
    const store = await createStores({ access }).open(`gs://${server.bucket}/acme`);
    await assert.rejects(store.list(''), (error: Error) => {
      assert.doesNotMatch(error.message + JSON.stringify(error), /old-token/);
      return hasCode('storage.bad-credentials')(error);
    });
    assert.equal(asked.length, 2);
  }));

test('who may list a bucket is not let in by what looks like its name', () =>
  withGcsServer(async server => {
    server.grant('reader', { list: true, get: true, prefix: 'acme/' });
    for (const folder of ['acme', 'acme-2']) server.put(`${folder}/one`, folder);
    const { access } = askingFor(server, ['reader']);
    const stores = createStores({ access });
    const own = await stores.open(`gs://${server.bucket}/acme`);
    assert.deepEqual(
      (await own.list('')).objects.map(object => object.path),
      ['one'],
    );
    const alike = await stores.open(`gs://${server.bucket}/acme-2`);
    await assert.rejects(alike.list(''), hasCode('storage.denied'));
  }));
