import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeApplication, describeSubscription } from '../../../../cli/listing/describeListing';
import { listManifest, type ListManifestOptions } from '../../../../shared/listing/listManifest';
import { exportOf, ledgerOf, manifestOf } from '../../../support/manifestBuilder';

const manifest = manifestOf([
  exportOf(412, {
    finishTime: '2023-02-23T03:10:11.123456',
    periods: [
      { day: '2023-02-22', allEvents: [100, 20], matched: { 'Page/a': 30, 'Feature/b': 4 } },
      { day: '2023-02-14', allEvents: 1000, matched: { 'Page/a': 5 } },
    ],
    pages: ['allpages.avro'],
  }),
  exportOf(411, {
    type: ['Retroactive'],
    periods: [{ day: '2023-02-22', matched: { 'Page/a': [] } }],
  }),
]);

const options: ListManifestOptions = {
  subscription: '6184512345678901',
  application: '-323232',
  path: 'datasync/1/2/exportmanifest.json',
  depth: 'exports',
  ledger: undefined,
  locate: (exportId, relative) => ({ path: `${exportId}/${relative}`, size: 2048 }),
};

const lines = (text: string) => text.split('\n').map(line => line.trimEnd());

test('exports stand by counter, with days, events, files; names before ids', () => {
  const listed = listManifest(manifest, options);
  assert.equal(describeSubscription(listed), 'Acme (6184512345678901)\n');
  assert.deepEqual(lines(describeApplication(listed, undefined)), [
    '  CRM (-323232): 2 exports (counters 411 to 412), days 2023-02-14 to 2023-02-22',
    '    counter  type         finished          days                    events  matched  files  size',
    '    ───────  ───────────  ────────────────  ──────────────────────  ──────  ───────  ─────  ────',
    '        411  Retroactive  –                 2023-02-22                   –        0      0     –',
    '        412  –            2023-02-23 03:10  2023-02-14, 2023-02-22   1,120       39      7     –',
    '    no export brings all events of 2023-02-15, 2023-02-16, 2023-02-17, 2023-02-18, 2023-02-19 and 2 more',
    '',
    '',
  ]);
});

test('states come from the ledger', () => {
  const ledger = ledgerOf(['allEvents', '2023-02-22', 412, 120], ['Page/a', '2023-02-22', 412]);
  const { exports } = listManifest(manifest, { ...options, ledger });
  assert.deepEqual(
    exports?.map(({ counter, state, pending }) => ({ counter, state, pending })),
    [
      { counter: 411, state: 'superseded', pending: 0 },
      { counter: 412, state: 'partly', pending: 4 },
    ],
  );
  assert.equal(listManifest(manifest, options).exports?.[0]?.state, undefined);
});

test('days say who owns them and whether they are probably final', () => {
  const listed = listManifest(manifest, { ...options, depth: 'periods' });
  const text = lines(describeApplication(listed, undefined));
  assert.deepEqual(
    text.filter(line => /^ {6}\d/.test(line)),
    [
      '      2023-02-22       –           1        0      0  again in 412',
      '      2023-02-14   1,000           1        5      2  probably final',
      '      2023-02-22     120           2       34      4  –',
    ],
  );
});

test('files carry their size, or why there is none', () => {
  const listed = listManifest(manifest, {
    ...options,
    depth: 'files',
    locate: (exportId, relative) => {
      const path = `${exportId}/${relative}`;
      return relative === 'allevents-1.avro'
        ? { path, size: null, fault: 'missing' }
        : { path, size: 2048 };
    },
  });
  assert.deepEqual(
    lines(describeApplication(listed, undefined)).filter(line => line.includes('avro')),
    [
      '      2.0 kB  e412/allpages.avro',
      '        2.0 kB  e412/allevents.avro',
      '        2.0 kB  e412/matchedEvents/Page/a.avro',
      '         2.0 kB  e412/allevents-0.avro',
      '        missing  e412/allevents-1.avro',
      '         2.0 kB  e412/matchedEvents/Page/a.avro',
      '         2.0 kB  e412/matchedEvents/Feature/b.avro',
    ],
  );
});
