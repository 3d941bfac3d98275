// Results filtered and sorted by SQL in the thread, against a model in plain JavaScript.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Engine, SqlValue } from '../../shared/engine/engine';
import { filterOperators, type FilterCondition } from '../../shared/protocol/avroPreview';
import type { Arrangement, ResultColumn } from '../../shared/protocol/queryGrid';
import { sqlCells } from '../../shared/rows/sqlCells';
import { SeededRandom } from '../../shared/util/seededRandom';
import { hasCode } from '../support/hasCode';
import { withQueryWorker, type QueryWorker } from '../support/queryWorker';
import { scaled } from '../support/randomScale';

const rowCount = 300;
/** Of every kind, with pairs that differ by case, by their last digit, and by what they are. */
const values: readonly SqlValue[] = [
  ...[null, null, 0, 1, -1, 12, 1.5, -0.25, 0.1 + 0.2, 1e21, 5e-324, Infinity, -Infinity],
  ...[2 ** 31, -(2 ** 40), 9007199254740993n, 9007199254740992n, 9223372036854775807n],
  ...[
    -9223372036854775808n,
    '',
    '0',
    '1',
    '12',
    '1.5',
    'a',
    'A',
    'Ab',
    'ß',
    'İ',
    'Größe',
    'GRÖSSE',
  ],
  ...[
    '\u212a',
    'k',
    'naïve',
    '😀',
    '\uffee',
    'x\0y',
    "it's",
    '2024-05-01',
    '%',
    'Infinity',
    'AAH/',
  ],
  ...[new Uint8Array(), Uint8Array.of(0, 1, 255), Uint8Array.of(97), Uint8Array.of(49)],
];
const numbers = values.filter(value => typeof value === 'number' || typeof value === 'bigint');
const wanted = [
  ...[
    '',
    '0',
    '1',
    '12',
    '1.5',
    'a',
    'AB',
    'ß',
    'ö',
    'İ',
    'k',
    'K',
    '\u212a',
    '😀',
    "'",
    '\0',
    '%',
  ],
  ...[
    '9007199254740993',
    '-9223372036854775808',
    '99999999999999999999',
    '1e21',
    '1,000',
    'Infinity',
  ],
  ...['2024', '0.30000000000000004', 'AAH/', 'zz'],
];

interface Table {
  readonly rows: readonly (readonly SqlValue[])[];
  readonly fill: (engine: Engine) => void;
}

/** Columns: the place, numbers alone, everything, and texts that begin behind the rows that a column is judged by. */
function randomTable(random: SeededRandom): Table {
  const rows = Array.from({ length: rowCount }, (_, place): SqlValue[] => [
    place,
    random.pick(numbers),
    random.pick(values),
    place < 100 ? random.pick(numbers) : random.pick(values),
  ]);
  const fill = (engine: Engine) => {
    engine.run('CREATE TABLE mixed (place, number, anything, late)');
    const insert = engine.prepare('INSERT INTO mixed VALUES (?, ?, ?, ?)');
    for (const row of rows) insert.run(row);
    insert.finalize();
  };
  return { rows, fill };
}

test('filters and orders are those of a model, over all kinds of values', async () => {
  const random = new SeededRandom(8);
  const table = randomTable(random);
  await withQueryWorker(table.fill, async worker => {
    const { columns } = await worker.run('SELECT * FROM mixed');
    assert.deepEqual(
      columns.map(({ isNumber }) => isNumber),
      [true, true, false, true],
    );
    for (let turn = 0; turn < scaled(2000); turn++) {
      const arrangement = randomArrangement(random);
      const expected = model(table.rows, columns, arrangement);
      assert.deepEqual(await arranged(worker, arrangement), expected, JSON.stringify(arrangement));
    }
  });
});

function randomArrangement(random: SeededRandom): Arrangement {
  const conditions = Array.from({ length: random.below(3) }, (): FilterCondition => {
    return {
      column: String(random.between(1, 4)),
      operator: random.pick(filterOperators),
      value: random.pick(wanted),
    };
  });
  const order = { column: random.between(1, 4), descending: random.chance(0.5) };
  return { conditions, order: random.chance(0.25) ? null : order };
}

/** The places of the rows in their order; undefined where a condition is refused. */
async function arranged(
  worker: QueryWorker,
  arrangement: Arrangement,
): Promise<readonly number[] | undefined> {
  try {
    const found = await worker.channel.request('arrange', { result: 1, ...arrangement });
    const range = { result: 1, view: found.view, start: 0, end: rowCount };
    const { rows } = await worker.channel.request('rows', range);
    assert.equal(rows.length, found.rowCount);
    return rows.map(([place]) => Number(place));
  } catch (error) {
    hasCode('preview.bad-filter', /is not a number; write 12 or -0\.5/)(error);
    return undefined;
  }
}

function model(
  rows: Table['rows'],
  columns: readonly ResultColumn[],
  { conditions, order }: Arrangement,
): readonly number[] | undefined {
  const fits = conditions.map(condition => {
    const place = Number(condition.column);
    const test = modelTest(condition, columns[place]?.isNumber === true);
    return test && ((row: readonly SqlValue[]) => test(row[place] ?? null));
  });
  if (fits.includes(undefined)) return undefined;
  const kept = rows.filter(row => fits.every(fit => fit?.(row)));
  const sign = order?.descending ? -1 : 1;
  const sorted = order
    ? [...kept].sort((a, b) => compareCells(a[order.column], b[order.column], sign))
    : kept;
  return sorted.map(([place]) => Number(place));
}

/** What a condition says of a cell; undefined where its number is none. */
function modelTest(
  { operator, value }: FilterCondition,
  isNumber: boolean,
): ((cell: SqlValue) => boolean) | undefined {
  const textOf = (cell: SqlValue) => sqlCells.text(cell, 0) ?? '';
  const low = value.toLowerCase();
  switch (operator) {
    case 'isNull':
      return cell => cell === null;
    case 'isNotNull':
      return cell => cell !== null;
    case 'contains':
      return cell => cell !== null && textOf(cell).toLowerCase().includes(low);
    case 'startsWith':
      return cell => cell !== null && textOf(cell).toLowerCase().startsWith(low);
    default:
  }
  const holds = {
    equals: (order: number) => order === 0,
    differs: (order: number) => order !== 0,
    less: (order: number) => order < 0,
    atMost: (order: number) => order <= 0,
    greater: (order: number) => order > 0,
    atLeast: (order: number) => order >= 0,
  }[operator];
  if (!isNumber) return cell => cell !== null && holds(compareTexts(textOf(cell), value));
  const plain = value.trim().replaceAll(',', '');
  if (plain === '' || Number.isNaN(Number(plain))) return undefined;
  const number = /^-?\d+$/.test(plain) ? BigInt(plain) : Number(plain);
  return cell =>
    typeof cell === 'number' || typeof cell === 'bigint'
      ? holds(cell < number ? -1 : cell > number ? 1 : 0)
      : cell !== null && operator === 'differs';
}

/** Nulls last either way; numbers, then texts by code points, then bytes. */
function compareCells(a: SqlValue = null, b: SqlValue = null, sign = 1): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  const rank = (value: SqlValue) =>
    typeof value === 'string' ? 1 : value instanceof Uint8Array ? 2 : 0;
  if (rank(a) !== rank(b)) return sign * (rank(a) - rank(b));
  if (typeof a === 'string' && typeof b === 'string') return sign * compareTexts(a, b);
  if (a instanceof Uint8Array && b instanceof Uint8Array) return sign * Buffer.compare(a, b);
  return a < b ? -sign : a > b ? sign : 0;
}

function compareTexts(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

const many = `WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 300000)
  SELECT i, 'row ' || (i * 7919 % 300000) AS name FROM c`;
const nothing = () => undefined;

for (const [what, arrangement] of [
  ['a sort', { conditions: [], order: { column: 1, descending: false } }],
  ['a filter', { conditions: [{ column: '1', operator: 'contains', value: 'ö' }], order: null }],
] as const) {
  test(`${what} that is cancelled leaves the result and its arrangement as they were`, async () => {
    await withQueryWorker(nothing, async worker => {
      await worker.run(many);
      const order = { column: 0, descending: true };
      const before = await worker.channel.request('arrange', { result: 1, conditions: [], order });
      const controller = new AbortController();
      const asked = worker.channel.request('arrange', { result: 1, ...arrangement }, controller);
      setImmediate(() => controller.abort());
      await assert.rejects(asked, hasCode('cli.cancelled'));
      const range = { result: 1, view: before.view, start: 0, end: 1 };
      const { rows } = await worker.channel.request('rows', range);
      assert.equal(rows[0]?.[0], '300000');
      assert.deepEqual(await worker.rows(0, 1), [['1', 'row 7919']]);
    });
  });
}

test('texts of an arrangement leave in its order', async () => {
  await withQueryWorker(nothing, async worker => {
    await worker.run("VALUES (1, 'b'), (2, NULL), (3, 'a'), (4, 'c')");
    const conditions = [{ column: '0', operator: 'less', value: '4' }] as const;
    const order = { column: 1, descending: false };
    const { view, rowCount: found } = await worker.channel.request('arrange', {
      ...{ result: 1, conditions, order },
    });
    assert.equal(found, 3);
    const wantedText = { result: 1, view, start: 0, end: 9, columns: [0], format: 'csv' } as const;
    const { text } = await worker.channel.request('text', wantedText);
    assert.equal(text, 'column1\n3\n1\n2\n');
    await worker.channel.request('arrange', { result: 1, conditions: [], order: null });
    await assert.rejects(worker.channel.request('text', wantedText), hasCode('query.rearranged'));
  });
});

test('a filter waits until all rows are there', async () => {
  await withQueryWorker(nothing, async worker => {
    const conditions = [{ column: '0', operator: 'greater', value: '299990' }] as const;
    let asked: Promise<{ readonly rowCount: number }> | undefined;
    await worker.run(many, {
      onProgress: () => {
        asked ??= worker.channel.request('arrange', { result: 1, conditions, order: null });
      },
    });
    assert.equal((await asked)?.rowCount, 10);
  });
});
