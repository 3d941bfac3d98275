import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listContents, listMatched } from '../../../shared/listing/listContents';
import { exportOf, manifestOf } from '../../support/manifestBuilder';

const day = '2023-02-22T00:00:00Z';
const folder = 'datasync/1/2';

const manifest = manifestOf([
  exportOf(413, {
    type: ['Retroactive'],
    periods: [{ day: '2023-02-22', matched: { 'Page/a': [], 'Feature/b': 7 } }],
  }),
  exportOf(412, {
    periods: [
      { day: '2023-02-22', allEvents: [100, 20], matched: { 'Page/a': 30, 'Page/c': 4 } },
      { day: '2023-02-14', allEvents: 10 },
    ],
    pages: ['allpages.avro'],
  }),
]);

test('a day takes each slice from the newest export that has it', () => {
  const { allEvents, matched } = listContents(manifest, folder, { kind: 'day', periodId: day });
  assert.equal(allEvents?.counter, 412);
  assert.deepEqual(
    allEvents.files.map(({ path }) => path),
    ['datasync/1/2/e412/allevents-0.avro', 'datasync/1/2/e412/allevents-1.avro'],
  );
  assert.deepEqual(matched, [
    { type: 'Page', count: 2, eventCount: 4 },
    { type: 'Feature', count: 1, eventCount: 7 },
  ]);
  const pages = listMatched(manifest, folder, { kind: 'day', periodId: day }, 'Page');
  assert.deepEqual(
    pages.map(({ matchableId, counter, files }) => [matchableId, counter, files.length]),
    [
      ['Page/a', 413, 0],
      ['Page/c', 412, 1],
    ],
  );
});

test('an export has its days and the files that belong to none', () => {
  const { days, tables } = listContents(manifest, folder, { kind: 'export', counter: 412 });
  assert.deepEqual(days, ['2023-02-14T00:00:00Z', day]);
  assert.deepEqual(
    tables.map(({ kind, files }) => [kind, files[0]?.path]),
    [['pages', 'datasync/1/2/e412/allpages.avro']],
  );
});

test('a day of an export holds what that export brings, though a newer one owns it', () => {
  const container = { kind: 'dayOfExport', periodId: day, counter: 412 } as const;
  const pages = listMatched(manifest, folder, container, 'Page');
  assert.deepEqual(
    pages.map(({ counter, eventCount }) => [counter, eventCount]),
    [
      [412, 30],
      [412, 4],
    ],
  );
});

test('a path out of the export is shown and not followed', () => {
  const hostile = manifestOf([exportOf(1, { pages: ['../../x.avro'] })]);
  const { tables } = listContents(hostile, folder, { kind: 'export', counter: 1 });
  assert.deepEqual(tables[0]?.files, [{ path: '../../x.avro', isRefused: true }]);
});
