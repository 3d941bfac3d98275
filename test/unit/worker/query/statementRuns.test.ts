// Several statements one after the other: what each tab says when.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { DataSyncError } from '../../../../shared/errors';
import {
  StatementRuns,
  type RunOrder,
  type RunTask,
} from '../../../../shared/worker/query/statementRuns';
import { untilAborted } from '../../../../shared/util/untilAborted';

const size = { columns: [{ name: 'a', isNumber: true, isTime: false }], rowCount: 1, seconds: 0 };

function order(sql: string): RunOrder {
  return { sql, label: sql, key: sql };
}

/** Statements end by what they say: `ok`, `fail`, `hang` until they are cancelled, `rows` after one report. */
class Running {
  readonly started: string[] = [];
  readonly closed: number[] = [];
  readonly failures: string[] = [];
  #lastResult = 0;
  readonly runs = new StatementRuns<RunOrder>({
    nextResult: () => ++this.#lastResult,
    run: task => this.#run(task),
    close: results => this.closed.push(...results),
    onChange: () => this.onChange(),
    onFailure: (_, { code }) => this.failures.push(code),
  });
  onChange: () => void = () => undefined;

  get kinds(): readonly string[] {
    return this.runs.shown.tabs.map(({ sql, state }) => `${sql}: ${state.kind}`);
  }

  async #run({ order: { sql }, tell, signal }: RunTask<RunOrder>) {
    this.started.push(sql);
    if (sql.startsWith('fail')) throw new DataSyncError('engine.sql', 'no such table');
    if (sql.startsWith('hang')) await untilAborted(new Promise(() => undefined), signal);
    if (sql.startsWith('rows')) tell({ kind: 'rows', ...size });
    return { ...size, isWhole: !signal.aborted };
  }
}

test('statements run one after the other, each in a tab, the first in front', async () => {
  const running = new Running();
  const seen = new Set<string>();
  running.onChange = () => seen.add(running.kinds.join());
  const ended = await running.runs.run([order('rows'), order('ok')]);
  assert.deepEqual(
    [...seen],
    [
      'rows: running,ok: queued',
      'rows: rows,ok: queued',
      'rows: rows,ok: running',
      'rows: rows,ok: rows',
    ],
  );
  assert.deepEqual(
    ended.map(({ kind }) => kind),
    ['rows', 'rows'],
  );
  assert.equal(running.runs.shown.active, 1);
});

test('one that fails stops the rest, and is in front', async () => {
  const running = new Running();
  await running.runs.run([order('ok'), order('fail'), order('rest')]);
  assert.deepEqual(running.kinds, ['ok: rows', 'fail: failed', 'rest: skipped']);
  assert.deepEqual(running.started, ['ok', 'fail']);
  assert.deepEqual(running.failures, ['engine.sql']);
  assert.equal(running.runs.shown.active, 2);
});

test('a cancel stops what runs and what waits', async () => {
  const running = new Running();
  running.onChange = () => {
    if (running.kinds.includes('hang: running')) running.runs.cancel();
  };
  await running.runs.run([order('ok'), order('hang'), order('rest')]);
  assert.deepEqual(running.kinds, ['ok: rows', 'hang: cancelled', 'rest: skipped']);
  assert.equal(running.runs.isRunning, false);
});

test('a new run stops the one before, and closes its results', async () => {
  const running = new Running();
  const first = running.runs.run([order('ok'), order('hang')]);
  running.onChange = () => {
    if (running.kinds.includes('hang: running')) {
      running.onChange = () => undefined;
      void running.runs.run([order('other'), order('more')]);
    }
  };
  await first;
  await running.runs.run([order('last'), order('two')]);
  assert.deepEqual(running.kinds, ['last: rows', 'two: rows']);
  assert.deepEqual(running.closed, [1, 2, 3, 4]);
});

test('one statement of several is run again in its place', async () => {
  const running = new Running();
  await running.runs.run([order('ok'), order('fail'), order('rest')]);
  await running.runs.again(3);
  assert.deepEqual(running.kinds, ['ok: rows', 'fail: failed', 'rest: rows']);
  assert.deepEqual(running.closed, [3]);
  await running.runs.run([order('ok')]);
  assert.deepEqual(running.closed, [3, 1]);
  assert.equal(running.runs.shown.active, running.runs.shown.tabs[0]?.result);
  await running.runs.run([order('new')]);
  assert.deepEqual(running.kinds, ['new: rows']);
});

test('rows that are gone are said to be', async () => {
  const running = new Running();
  await running.runs.run([order('ok'), order('fail')]);
  running.runs.forget(1);
  assert.deepEqual(running.kinds, ['ok: closed', 'fail: failed']);
  await running.runs.again(1);
  assert.deepEqual(running.kinds, ['ok: rows', 'fail: failed']);
  running.runs.forget();
  assert.deepEqual(running.kinds, ['ok: closed', 'fail: failed']);
});
