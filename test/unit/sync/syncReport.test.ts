import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { SyncSummary } from '../../../shared/protocol/worker';
import { paceOf } from '../../../shared/sync/describeProgress';
import type { SliceReport } from '../../../shared/sync/report';
import { SyncReport } from '../../../shared/sync/syncReport';

const loaded: SliceReport = {
  kind: 'allEvents',
  periodId: '2024-06-01T00:00:00Z',
  matchableId: null,
  subscription: '1',
  application: '2',
  table: 'ALLEVENTS',
  counter: 7,
  exportId: 'aa',
  expected: 3,
  inFile: 3,
  inserted: 3,
  deleted: 0,
  status: 'loaded',
};
const failed: SliceReport = {
  ...loaded,
  ...{ periodId: '2024-06-02T00:00:00Z', status: 'failed', inFile: null, inserted: 0 },
  error: { code: 'avro.truncated', message: 'aa/b.avro: ends early' },
};
const summary: SyncSummary = {
  counts: { loaded: 1, failed: 1 },
  upToDate: 4,
  rowsInserted: 3,
  rowsDeleted: 0,
  bytesRead: 1500,
  seconds: 2,
  failedApplications: 0,
};

test('a report says what was loaded, what failed and why, slice by slice', () => {
  const report = new SyncReport();
  const superseded: SliceReport = { ...loaded, counter: 6, inserted: 0, status: 'superseded' };
  report.add({ kind: 'slices', slices: [loaded, failed, superseded] });
  report.add({ kind: 'notice', message: 'exports 3 to 5 are missing' });
  assert.equal(report.isComplete, false);
  const text = report.describe(['Sync of Acme'], { kind: 'done', summary });
  assert.equal(
    text,
    `Sync of Acme

3 rows in, 0 rows out, 1.5 kB read in 2.0 s. 4 slices up to date before.

1/2
table      loaded  superseded  failed  rows in  rows out
─────────  ──────  ──────────  ──────  ───────  ────────
ALLEVENTS       1           1       1        3         0

failed   2 ALLEVENTS 2024-06-02 (export 7): avro.truncated: aa/b.avro: ends early

Note: exports 3 to 5 are missing

slice   export  table      day         matched  in manifest  in files  rows in  rows out
──────  ──────  ─────────  ──────────  ───────  ───────────  ────────  ───────  ────────
loaded       7  ALLEVENTS  2024-06-01                     3         3        3         0
failed       7  ALLEVENTS  2024-06-02                     3                  0         0
`,
  );
});

test('nothing to do, a cancel and a break are said as such', () => {
  const report = new SyncReport();
  assert.ok(report.isEmpty);
  const nothing = report.describe(['a'], { kind: 'done', summary });
  assert.match(nothing, /Nothing to do: 4 slices are up to date\./);
  report.add({ kind: 'slices', slices: [loaded] });
  assert.match(report.describe(['a'], { kind: 'cancelled' }), /Cancelled\. 1 slice loaded before/);
  const broken = { kind: 'broken', code: 'engine.disk-full', message: 'no room' } as const;
  assert.match(report.describe(['a'], broken), /Stopped: no room \(engine\.disk-full\)\. 1 slice/);
});

test('the pace goes by bytes where they are known, and tells no time left at the beginning', () => {
  const progress = {
    ...{ subscription: '1', application: '2', stepsDone: 1, stepsTotal: 4, rows: 100 },
    ...{ bytesRead: 250, bytesTotal: 500, seconds: 2 },
  };
  assert.deepEqual(paceOf(progress), {
    fraction: 0.5,
    bytesPerSecond: 125,
    rowsPerSecond: 50,
    secondsLeft: 2,
  });
  assert.equal(paceOf({ ...progress, seconds: 0.5 }).secondsLeft, undefined);
  assert.equal(paceOf({ ...progress, bytesTotal: 0 }).fraction, 0.25);
});
