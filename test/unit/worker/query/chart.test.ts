// What a chart draws of many rows: sums of one x, or the extremes of narrow ranges.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { guessChart } from '../../../../shared/util/guessChart';
import { SeededRandom } from '../../../../shared/util/seededRandom';
import { ChartRanges } from '../../../../shared/worker/query/chartRanges';
import { startOfStep } from '../../../../shared/worker/query/chartSteps';
import { ChartSums } from '../../../../shared/worker/query/chartSums';

const roomFor = (places: number) => ({ places, points: places, series: 12 });

test('rows of one x are added up, texts as they come and numbers in their order', () => {
  const texts = new ChartSums('text', roomFor(100));
  for (const [x, y] of [
    ['b', 1],
    ['a', 2],
    ['b', 3],
  ] as const)
    texts.add({ x, y, series: '' });
  assert.deepEqual(texts.result(), {
    points: [
      { x: 'b', y: 4, series: '' },
      { x: 'a', y: 2, series: '' },
    ],
    drawn: 'sums',
    left: 0,
    isMoreLeft: false,
    step: null,
  });
  const numbers = new ChartSums('number', roomFor(100));
  for (const x of [10, 9, -1]) numbers.add({ x, y: x, series: '' });
  assert.deepEqual(
    numbers.result().points.map(({ x }) => x),
    [-1, 9, 10],
  );
  assert.equal(numbers.result().drawn, 'rows');
});

test('values of x that there is no room for are counted', () => {
  const sums = new ChartSums('text', roomFor(10));
  for (let i = 0; i < 15; i++) {
    for (const series of ['a', 'b']) sums.add({ x: `x${i}`, y: 1, series });
  }
  const { points, left } = sums.result();
  assert.deepEqual([points.length, left], [10, 10]);
});

test('no day is missing where there are more days than bars: weeks, months or years take their place', () => {
  const day = 86_400_000;
  const monday = Date.UTC(2024, 0, 1);
  for (const [days, unit, first] of [
    [60, undefined, monday],
    [90, 'week', monday],
    [700, 'month', monday],
    [4000, 'year', monday],
    [400_000, 'year', Date.UTC(2000, 0, 1)],
  ] as const) {
    const sums = new ChartSums('time', roomFor(60));
    for (let i = 0; i < days; i++) sums.add({ x: monday + i * day, y: 1, series: '' });
    const { points, step, left } = sums.result();
    assert.deepEqual([step?.unit, points[0]?.x, left], [unit, first, 0]);
    assert.equal(
      points.reduce((sum, { y }) => sum + y, 0),
      days,
    );
    assert.ok(points.length <= 60 && points.length >= 11, `${points.length} bars`);
  }
});

test('each value is in the sum of its own month, also where there were weeks before', () => {
  const day = 86_400_000;
  const sums = new ChartSums('time', roomFor(30));
  for (let i = 0; i < 730; i++) sums.add({ x: Date.UTC(2023, 0, 1) + i * day, y: 1, series: '' });
  const { points } = sums.result();
  const lengths = points.slice(0, 3).map(({ y }) => y);
  assert.deepEqual(lengths, [31, 28, 31]);
});

test('of numbers that are too many, sums of round ranges are drawn, whatever comes last', () => {
  const random = new SeededRandom(11);
  for (const spread of [1e-6, 1, 1e9, 1e17]) {
    const sums = new ChartSums('number', roomFor(100));
    const count = 50_000;
    for (let i = 0; i < count; i++) {
      sums.add({ x: (random.next() - 0.3) * spread, y: 2, series: i % 2 ? 'a' : 'b' });
    }
    const { points, step, left } = sums.result();
    assert.match(step?.size.toExponential() ?? '', /^[125]e/);
    assert.equal(left, 0);
    assert.equal(
      points.reduce((sum, { y }) => sum + y, 0),
      2 * count,
    );
    assert.ok(points.length <= 100 && points.length > 20, `${points.length} bars`);
  }
});

test('names that are too many to be counted are said to be more', () => {
  const sums = new ChartSums('text', roomFor(10));
  for (let i = 0; i < 100_020; i++) sums.add({ x: `x${i}`, y: 1, series: '' });
  const { points, left, isMoreLeft } = sums.result();
  assert.deepEqual([points.length, left, isMoreLeft], [10, 100_000, true]);
});

test('parts of one bar take no more room than it, and those that are too many are together', () => {
  const day = 86_400_000;
  const sums = new ChartSums('time', { places: 100, points: 2000, series: 5 });
  for (let i = 0; i < 90; i++) {
    for (let part = 0; part < 8; part++) sums.add({ x: i * day, y: 1, series: `part ${part}` });
  }
  const { points, step, left } = sums.result();
  assert.deepEqual([points.length, step, left], [90 * 6, null, 0]);
  assert.deepEqual(
    points.slice(0, 6).map(({ series, y }) => `${series}: ${y}`),
    ['part 0: 1', 'part 1: 1', 'part 2: 1', 'part 3: 1', 'part 4: 1', '…: 3'],
  );
});

test('a range of whole numbers begins at one, however many digits it has', () => {
  const start = startOfStep(1_700_000_000_126, { unit: 'number', size: 5 });
  assert.equal(start, 1_700_000_000_125);
  const sums = new ChartSums('number', roomFor(2));
  for (const x of [-1e308, 0, 1e308]) sums.add({ x, y: 1, series: '' });
  assert.ok(sums.result().points.length <= 2);
});

test('of many rows no peak is lost, and there are no more points than can be drawn', () => {
  const random = new SeededRandom(3);
  for (const spread of [1e-9, 1, 1e12]) {
    const ranges = new ChartRanges(200);
    const all = Array.from({ length: 20_000 }, (_, i) => ({
      x: (random.next() - 0.5) * spread,
      y: random.below(1000),
      series: i % 2 === 0 ? 'even' : 'odd',
    }));
    // A peak and a pit that stand alone.
    all.splice(777, 0, { x: 0.1 * spread, y: 5000, series: 'even' });
    all.splice(999, 0, { x: -0.2 * spread, y: -5000, series: 'odd' });
    for (const point of all) ranges.add(point);
    const { points, drawn, left } = ranges.result();
    assert.deepEqual([drawn, left], ['extremes', 0]);
    assert.ok(points.length <= 200 && points.length > 40, `${points.length} points`);
    assert.ok(points.some(({ x, y }) => y === 5000 && x === 0.1 * spread));
    assert.ok(points.some(({ x, y }) => y === -5000 && x === -0.2 * spread));
    const even = points.filter(({ series }) => series === 'even').map(({ x }) => Number(x));
    assert.deepEqual(
      even,
      [...even].sort((a, b) => a - b),
    );
  }
});

test('one x alone, and lines that are too many', () => {
  const ranges = new ChartRanges(100);
  for (let i = 0; i < 20; i++) ranges.add({ x: 7, y: i, series: `s${i}` });
  const { points, left } = ranges.result();
  assert.deepEqual([points.length, left], [12, 8]);
});

test('numbers over time are lines, others are bars', () => {
  const column = (name: string, kind: 'number' | 'time' | 'text') => ({
    name,
    isNumber: kind === 'number',
    isTime: kind === 'time',
  });
  assert.deepEqual(
    guessChart([column('n', 'number'), column('day', 'time'), column('m', 'number')]),
    { kind: 'line', x: 1, ys: [0, 2], series: null },
  );
  assert.deepEqual(
    guessChart([column('_row', 'number'), column('page', 'text'), column('n', 'number')]),
    {
      ...{ kind: 'bar', x: 1, ys: [2], series: null },
    },
  );
  assert.deepEqual(guessChart([column('a', 'number'), column('b', 'number')]), {
    ...{ kind: 'line', x: 0, ys: [1], series: null },
  });
  assert.deepEqual(guessChart([column('name', 'text')]).ys, []);
});
