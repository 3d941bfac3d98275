// When summaries become exact without being asked for.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ExactSummaries } from '../../../../media/avroPreview/exactSummaries';

type Ports = ConstructorParameters<typeof ExactSummaries>[0];

test('of a small file on this machine all columns are counted, once', async () => {
  const file = fileOf({ size: 1e6 });
  file.exact.begin();
  await settled();
  await file.exact.look();
  assert.deepEqual(file.asked, [['id', 'country']]);
});

test('of a large file the column that is looked at is counted', async () => {
  const file = fileOf({ size: 3e9 });
  file.exact.begin();
  await settled();
  assert.deepEqual(file.asked, []);
  file.shown = 'country';
  await file.exact.look();
  assert.deepEqual(file.asked, [['country']]);
});

test('nothing is counted of a bucket, before the rows are, before the first look or while the user waits', async () => {
  const inBucket = fileOf({ size: 1e6, countCost: 1e6 });
  inBucket.exact.begin();
  const uncounted = fileOf({ size: 1e6 });
  uncounted.isCounted = false;
  uncounted.exact.begin();
  const early = fileOf({ size: 1e6 });
  const busy = fileOf({ size: 1e6 });
  busy.isBusy = true;
  busy.exact.begin();
  for (const { exact, asked } of [inBucket, uncounted, early, busy]) {
    await exact.look();
    assert.deepEqual(asked, []);
  }
});

test('what the user cancels is not begun again; what a task of the user overtook is', async () => {
  const file = fileOf({ size: 1e6 });
  file.answer = false;
  file.isBusyAfter = true;
  file.exact.begin();
  await settled();
  file.isBusy = file.isBusyAfter = false;
  await file.exact.look();
  await file.exact.look();
  assert.equal(file.asked.length, 2);
});

interface File {
  readonly exact: ExactSummaries;
  /** The columns of each count. */
  readonly asked: (readonly string[])[];
  shown?: string;
  isCounted: boolean;
  isBusy: boolean;
  /** Another task has begun when a count ends. */
  isBusyAfter: boolean;
  /** Whether counts come to their end. */
  answer: boolean;
}

function fileOf({ size, countCost = 0 }: { size: number; countCost?: number }): File {
  const counted = new Set<string>();
  const columns = ['id', 'country'].map(name => ({ name }));
  const file: Omit<File, 'exact'> = {
    ...{ asked: [], isCounted: true, isBusy: false, isBusyAfter: false, answer: true },
  };
  const ports = {
    opened: { size, countCost, columns },
    plots: {
      summary: (column: string) => ({ exact: counted.has(column) }),
      countExactly: async (names: readonly string[]) => {
        file.asked.push(names);
        if (file.answer) for (const name of names) counted.add(name);
        file.isBusy = file.isBusyAfter;
        return file.answer;
      },
    },
    tasks: {
      get isRunning() {
        return file.isBusy;
      },
    },
    isCounted: () => file.isCounted,
    shownColumn: () => file.shown,
  } as unknown as Ports;
  return Object.assign(file, { exact: new ExactSummaries(ports) });
}

/** What has begun by itself is done. */
const settled = () => new Promise(resolve => setImmediate(resolve));
