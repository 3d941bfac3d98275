import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readManifestText } from '../../../shared/manifest/readManifestText';
import { eventCountOf } from '../../../shared/worker/eventCountOf';

const { manifest } = readManifestText(
  JSON.stringify({
    exports: [
      {
        ...{ counter: 1, rootUrl: 's3://b/aa', exportType: null },
        application: { displayName: 'A', id: '1' },
        timeDependent: [
          {
            periodId: '2023-02-22T00:00:00Z',
            allEvents: { eventCount: 12, files: ['allevents.avro'] },
            matchedEvents: [
              { eventCount: 5, files: ['m/p-0.avro', 'm/p-1.avro'], id: 'Page/p', type: 'Page' },
              { eventCount: 3, files: ['m/q.avro'], id: 'Page/q', type: 'Page' },
            ],
          },
        ],
      },
    ],
  }),
  { name: 'exportmanifest.json' },
);

test('a file that is alone in its slice has the rows of the slice', () => {
  assert.equal(eventCountOf(manifest, 'aa', 'allevents.avro'), 12);
  assert.equal(eventCountOf(manifest, 'aa', 'm/q.avro'), 3);
});

test('of files that share a count, of definitions and of strangers nothing is known', () => {
  for (const file of ['m/p-0.avro', 'm/p-1.avro', 'allpages.avro']) {
    assert.equal(eventCountOf(manifest, 'aa', file), undefined, file);
  }
  assert.equal(eventCountOf(manifest, 'bb', 'allevents.avro'), undefined);
});
