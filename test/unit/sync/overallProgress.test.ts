// How far a sync of several applications is, out of what each tells of itself.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { paceOf } from '../../../shared/sync/describeProgress';
import { OverallProgress } from '../../../shared/sync/overallProgress';
import type { SyncProgress } from '../../../shared/sync/report';

test('the percentage and the time left are of all applications of the plan', () => {
  const overall = new OverallProgress({ slices: 40, bytes: 1000 });
  const fractions = [
    progressOf('2', { stepsDone: 5, bytesRead: 100, bytesTotal: 200, seconds: 1 }),
    progressOf('2', { stepsDone: 10, bytesRead: 200, bytesTotal: 200, seconds: 2 }),
    progressOf('3', { stepsDone: 1, bytesRead: 50, bytesTotal: 800, seconds: 0.5 }),
    progressOf('3', { stepsDone: 20, bytesRead: 400, bytesTotal: 800, seconds: 4 }),
  ].map(progress => paceOf(overall.add(progress)).fraction);
  assert.deepEqual(fractions, [0.1, 0.2, 0.25, 0.6]);
  const last = overall.add(
    progressOf('3', { stepsDone: 30, bytesRead: 800, bytesTotal: 800, seconds: 8 }),
  );
  assert.equal(last.stepsDone, last.stepsTotal);
  const { fraction, bytesPerSecond } = paceOf(last);
  assert.deepEqual({ fraction, bytesPerSecond }, { fraction: 1, bytesPerSecond: 100 });
});

test('without a plan the percentage is of the applications that came to their turn', () => {
  const overall = new OverallProgress();
  overall.add(progressOf('2', { bytesRead: 200, bytesTotal: 200, seconds: 2 }));
  const next = progressOf('3', { bytesRead: 100, bytesTotal: 800, seconds: 3 });
  assert.equal(paceOf(overall.add(next)).fraction, 0.3);
});

test('an application that is synced twice counts twice', () => {
  const overall = new OverallProgress({ slices: 0, bytes: 500 });
  overall.add(progressOf('2', { bytesRead: 200, bytesTotal: 200, seconds: 2 }));
  const again = progressOf('2', { bytesRead: 50, bytesTotal: 300, seconds: 1 });
  assert.equal(paceOf(overall.add(again)).fraction, 0.5);
});

test('where sizes of files are not known, slices are counted', () => {
  const overall = new OverallProgress({ slices: 20, bytes: 200 });
  overall.add(progressOf('2', { stepsDone: 10, bytesRead: 200, bytesTotal: 200, seconds: 2 }));
  const next = progressOf('3', { stepsDone: 5, bytesRead: 9000, bytesTotal: 0, seconds: 3 });
  assert.equal(paceOf(overall.add(next)).fraction, 0.75);
});

function progressOf(application: string, known: Partial<SyncProgress>): SyncProgress {
  return {
    ...{ subscription: '1', application, stepsDone: 0, stepsTotal: 10, rows: 0 },
    ...{ bytesRead: 0, bytesTotal: 0, seconds: 0 },
    ...known,
  };
}
