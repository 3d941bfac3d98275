// What is known of a file without reading it.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createSqlJsEngines } from '../../../shared/engine/sqlJs/createSqlJsEngines';
import { Explorer } from '../../../shared/worker/explorer';
import { createMemoryStore } from '../../support/memoryStore';

const { signal } = new AbortController();
const found = { path: 'exportmanifest.json', folder: '', subscription: '1', application: '2' };
const text = JSON.stringify({
  exports: [
    {
      counter: 7,
      rootUrl: 's3://b/acme/2',
      timeDependent: [
        {
          periodId: '2024-05-01T00:00:00Z',
          allEvents: { eventCount: 12, files: ['x.avro'] },
          matchedEvents: [],
        },
      ],
    },
  ],
});

test('a destination does not know of the files of one whose name only begins like its own', async () => {
  const stores = {
    open: async () => createMemoryStore({ 'exportmanifest.json': text }, 's3://b/acme'),
  };
  const explorer = new Explorer(createSqlJsEngines(), stores);
  const question = { destination: 's3://b/acme', manifest: found, database: undefined };
  await explorer.application(question, signal);
  const count = (destination: string, path: string) => explorer.eventCount({ destination, path });
  assert.equal(count('s3://b/acme', '2/x.avro'), 12);
  assert.equal(count('s3://b/acme/2', 'x.avro'), 12);
  assert.equal(count('s3://b/acme-2', 'x.avro'), undefined);
  assert.equal(count('s3://b/acme', 'x.avro'), undefined);
});
