// A manifest in a bucket is often written anew: against a test server of Google's protocol.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readManifestText } from '../../../shared/manifest/readManifestText';
import { createStores } from '../../../shared/storage/createStores';
import type { ObjectStore } from '../../../shared/storage/objectStore';
import { readFoundManifest } from '../../../shared/sync/readFoundManifest';
import { goodToken, withGcsServer, type GcsServer } from '../../support/gcsServer';
import { hasCode } from '../../support/hasCode';

const path = 'exportmanifest.json';
const found = { path, folder: '', subscription: null, application: null };

/** The text that is read. */
async function read(store: ObjectStore): Promise<string> {
  let read = '';
  const reader = (text: string) => {
    read = text;
    return readManifestText(text);
  };
  await readFoundManifest(store, found, reader, new AbortController().signal);
  return read;
}

function storeOf({ endpoint, bucket }: GcsServer): Promise<ObjectStore> {
  const credentials = { kind: 'bearer', token: goodToken } as const;
  const access = async () => ({ credentials, source: 'the test', endpoint });
  return createStores({ access }).open(`gs://${bucket}`);
}

test('one that was written anew since it was found is read as it is now', () =>
  withGcsServer(async server => {
    server.put(path, '{"exports": []}');
    const store = await storeOf(server);
    await store.stat(path);
    server.put(path, '{"exports": [ ]}');
    assert.equal(await read(store), '{"exports": [ ]}');
  }));

test('one that changes all the time is an error', () =>
  withGcsServer(async server => {
    server.put(path, '{"exports": []}');
    const store = await storeOf(server);
    const changing: ObjectStore = {
      url: store.url,
      list: (...asked) => store.list(...asked),
      stat: (...asked) => store.stat(...asked),
      async open(...asked) {
        const object = await store.open(...asked);
        server.put(path, '{"exports": [ ]}');
        return object;
      },
    };
    await assert.rejects(read(changing), hasCode('storage.changed'));
  }));
