// What the thread says of a result as a whole: summaries, totals and charts, of all rows and of those of a filter.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { hasCode } from '../support/hasCode';
import { withQueryWorker, type QueryWorker } from '../support/queryWorker';

const nothing = () => undefined;
const rowCount = 50_000;
const rows = `WITH RECURSIVE c(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM c WHERE i < ${rowCount - 1})
  SELECT i, date('2024-01-01', (i % 100) || ' days') AS day, iif(i % 5 = 0, NULL, 'page ' || (i % 4)) AS page,
    i % 10 AS events FROM c`;

async function filtered(worker: QueryWorker): Promise<number> {
  const conditions = [{ column: '0', operator: 'less', value: '1000' }] as const;
  const order = { column: 0, descending: true };
  return (await worker.channel.request('arrange', { result: 1, conditions, order })).view;
}

test('columns are summed up from a sample, and exactly, of all rows or those of a filter', async () => {
  await withQueryWorker(nothing, async worker => {
    await worker.run(rows);
    const wish = { result: 1, view: 0, columns: ['1', '2', '3'] };
    const { channel } = worker;
    const sample = (await channel.request('summarize', { ...wish, exact: false })).summaries;
    assert.deepEqual(
      sample.map(({ rows: count, exact }) => [count, exact]),
      [4096, 4096, 4096].map(count => [count, false]),
    );
    const exact = (await channel.request('summarize', { ...wish, exact: true })).summaries;
    const [day, page, events] = exact;
    assert.deepEqual(
      [day?.column, day?.distinct, day?.min, day?.max],
      ['1', 100, '2024-01-01', '2024-04-09'],
    );
    assert.equal(
      day?.histogram.reduce((sum, count) => sum + count, 0),
      rowCount,
    );
    assert.deepEqual([page?.rows, page?.nulls, page?.distinct], [rowCount, 10_000, 4]);
    assert.deepEqual(page?.top[0], { text: 'page 0', count: 10_000 });
    assert.deepEqual([events?.min, events?.max, events?.exact], ['0', '9', true]);
    const view = await filtered(worker);
    const few = await channel.request('summarize', {
      result: 1,
      view,
      columns: ['0'],
      exact: false,
    });
    const [{ rows: count, exact: isExact, max } = { rows: 0, exact: false, max: null }] =
      few.summaries;
    assert.deepEqual([count, isExact, max], [1000, true, '999']);
  });
});

test('selected cells are added up, in the order that is shown', async () => {
  await withQueryWorker(nothing, async worker => {
    await worker.run(rows);
    const total = (view: number, start: number, end: number) =>
      worker.channel.request('totals', { result: 1, view, start, end, column: 0 });
    const all = await total(0, 0, rowCount);
    assert.deepEqual([all.sum, all.values], [String((rowCount * (rowCount - 1)) / 2), rowCount]);
    assert.equal((await total(0, 1, 4)).sum, '6');
    const view = await filtered(worker);
    assert.deepEqual(
      [(await total(view, 0, 2)).sum, (await total(view, 0, 1000)).sum],
      ['1997', '499500'],
    );
    await assert.rejects(total(view + 1, 0, 2), hasCode('query.rearranged'));
  });
});

test('few values of x are sums, many are extremes', async () => {
  await withQueryWorker(nothing, async worker => {
    await worker.run(rows);
    const chart = { result: 1, view: 0, series: null } as const;
    const days = await worker.channel.request('chart', { ...chart, kind: 'bar', x: 1, ys: [3] });
    assert.deepEqual([days.axis, days.drawn, days.rows], ['time', 'sums', rowCount]);
    assert.deepEqual(days.points[3], { x: Date.parse('2024-01-04'), y: 1500, series: '' });
    const line = await worker.channel.request('chart', { ...chart, kind: 'line', x: 0, ys: [3] });
    assert.deepEqual([line.axis, line.drawn, line.rows], ['number', 'extremes', rowCount]);
    assert.ok(
      line.points.length > 900 && line.points.length <= 2000,
      `${line.points.length} points`,
    );
    const wish = { result: 1, view: await filtered(worker), kind: 'line', x: 0, ys: [3] } as const;
    const split = await worker.channel.request('chart', { ...wish, series: 2 });
    assert.deepEqual([split.drawn, split.rows, split.points.length], ['rows', 1000, 1000]);
    assert.deepEqual([...new Set(split.points.map(({ series }) => series))].sort(), [
      'page 0',
      'page 1',
      'page 2',
      'page 3',
      '∅',
    ]);
  });
});
