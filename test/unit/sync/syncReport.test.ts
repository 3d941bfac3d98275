import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { SyncSummary } from '../../../shared/protocol/worker';
import { addSummaries } from '../../../shared/sync/addSummaries';
import { paceOf } from '../../../shared/sync/describeProgress';
import type { SliceReport } from '../../../shared/sync/report';
import { SyncReport } from '../../../shared/sync/syncReport';
import { inEnglish } from '../../../shared/util/translate';

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

const describe = (report: SyncReport, head: readonly string[]) =>
  report.describe({ t: inEnglish, head });

test('a report says what was not loaded and why, then the sums, then slice by slice', () => {
  const report = new SyncReport();
  const superseded: SliceReport = { ...loaded, counter: 6, inserted: 0, status: 'superseded' };
  report.add({ kind: 'application', subscription: '1', application: '2', name: 'Acme (2)' });
  report.add({ kind: 'slices', slices: [loaded, failed, superseded] });
  report.add({ kind: 'notice', message: 'exports 3 to 5 are missing' });
  assert.equal(report.loaded, 1);
  assert.equal(report.failed, 1);
  assert.deepEqual(report.onlyApplication, { subscription: '1', application: '2' });
  assert.equal(
    describe(report, ['Acme: 1 slice loaded, 1 not.', '', 'Began today']),
    `Acme: 1 slice loaded, 1 not.

Began today

What went wrong
  failed  ALLEVENTS of 2024-06-02, export 7
      aa/b.avro: ends early (avro.truncated)

Acme (2)
table      loaded  superseded  failed  rows in  rows out
─────────  ──────  ──────────  ──────  ───────  ────────
ALLEVENTS       1           1       1        3         0

Notes
  exports 3 to 5 are missing

Slices
  result  export  slice      day         in manifest  in files  rows in  rows out
  ──────  ──────  ─────────  ──────────  ───────────  ────────  ───────  ────────
  failed       7  ALLEVENTS  2024-06-02            3                  0         0
  loaded       7  ALLEVENTS  2024-06-01            3         3        3         0
`,
  );
});

test('what has a name is called by it, its id stands last', () => {
  const report = new SyncReport();
  const matched = { ...loaded, table: 'MATCHEDPAGEEVENTS', matchableId: 'Page/a1' };
  const unknown = { ...matched, matchableId: 'Page/b2', status: 'failed' as const };
  report.add({ kind: 'slices', slices: [loaded, matched, unknown] });
  assert.deepEqual([...report.matchables].sort(), ['Page/a1', 'Page/b2']);
  const text = report.describe({
    t: inEnglish,
    head: ['Acme'],
    names: new Map([['Page/a1', 'Accounts: Overview']]),
  });
  assert.match(text, /loaded +7 {2}Page Accounts: Overview +2024-06-01 .* Page\/a1\n/);
  assert.match(text, /failed +7 {2}Page\/b2 +2024-06-01 .* Page\/b2\n/);
  assert.match(text, /failed {2}Page\/b2 of 2024-06-01, export 7/);
});

test('a report of nothing is empty; an application that broke is a failure', () => {
  const report = new SyncReport();
  assert.ok(report.isEmpty);
  assert.equal(describe(report, ['Acme is up to date.']), 'Acme is up to date.\n');
  const error = { code: 'engine.io', message: '/db/1/2.sqlite: it was moved' };
  report.add({ kind: 'applicationFailed', failed: { subscription: '1', application: '2', error } });
  assert.equal(report.failed, 1);
  assert.match(
    describe(report, ['a']),
    /failed {2}1\/2\n +\/db\/1\/2\.sqlite: it was moved \(engine\.io\)/,
  );
});

test('what several syncs did is added up', () => {
  const sum = addSummaries([summary, { ...summary, counts: { loaded: 2 } }]);
  assert.deepEqual(sum.counts, { loaded: 3, failed: 1 });
  assert.equal(sum.rowsInserted, 6);
  assert.equal(sum.upToDate, 8);
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
