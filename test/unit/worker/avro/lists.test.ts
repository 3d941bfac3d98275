// Filters, sorting, summaries, details and texts of the preview.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';

import { bytesSource } from '../../../../shared/avro/byteSource';
import type { FilterCondition } from '../../../../shared/protocol/avroPreview';
import { hasCode } from '../../../support/hasCode';
import { previewing } from '../../../support/previewing';
import { repeatedAvro, RepeatedSource } from '../../../support/repeatedAvro';
import { withTemporaryFolder } from '../../../support/temporaryFolder';
import { visitRows, visitSchema, visitsFile } from '../../../support/visits';

const open = () => previewing(bytesSource(visitsFile(5000)));

async function found(...conditions: FilterCondition[]): Promise<number> {
  const { channel } = await open();
  return (await channel.request('filter', { conditions, raw: false })).rowCount;
}

test('conditions compare numbers as numbers, times as shown, and must all hold', async () => {
  assert.equal(await found({ column: 'country', operator: 'equals', value: 'Chile' }), 1250);
  assert.equal(await found({ column: 'country', operator: 'contains', value: 'RA' }), 1250);
  assert.equal(await found({ column: 'country', operator: 'isNull', value: '' }), 1250);
  assert.equal(await found({ column: 'id', operator: 'less', value: '1,000' }), 1000);
  assert.equal(await found({ column: 'at', operator: 'atLeast', value: '2023-02-23' }), 3560);
  const both = [
    { column: 'id', operator: 'atLeast', value: '4990' },
    { column: 'country', operator: 'isNotNull', value: '' },
  ] as const;
  assert.equal(await found(...both), 7);
});

test('a number that is none is refused with the column', async () => {
  const wrong = found({ column: 'id', operator: 'less', value: 'many' });
  await assert.rejects(wrong, hasCode('preview.bad-filter'));
});

test('found rows are read by their place, and sorted by a column', async () => {
  const { channel, cells } = await open();
  const conditions = [{ column: 'country', operator: 'equals', value: 'Brazil' }] as const;
  const { view } = await channel.request('filter', { conditions, raw: false });
  assert.deepEqual(
    (await cells(0, 3, view)).map(row => row[0]),
    ['1', '5', '9'],
  );
  const order = { view, column: 'seconds', descending: true };
  const sorted = await channel.request('sort', order);
  const seconds = (await cells(0, 1250, sorted.view)).map(row => Number(row[3]));
  assert.deepEqual(
    seconds,
    [...seconds].sort((a, b) => b - a),
  );
});

test('more rows than can be sorted are refused with both numbers, of a file and of what was found', async () => {
  const options = { schema: visitSchema, codec: 'null' } as const;
  const file = repeatedAvro(options, visitRows(1000), 1100);
  const { channel } = await previewing(new RepeatedSource(file));
  const order = { column: 'seconds', descending: true };
  const found = async (value: string) => {
    const conditions = [{ column: 'id', operator: 'less', value }] as const;
    return channel.request('filter', { conditions, raw: false });
  };
  const refusal = {
    code: 'preview.too-many-rows',
    message: '1,100,000 rows are too many to sort; filter to at most 1,000,000 first',
  };
  await assert.rejects(channel.request('sort', { ...order, view: 'file' }), refusal);
  const { view: all } = await found('1000');
  await assert.rejects(channel.request('sort', { ...order, view: all }), refusal);
  const { view: some } = await found('10');
  const sorted = await channel.request('sort', { ...order, view: some });
  assert.equal(sorted.rowCount, 11_000);
});

test('a cancelled filter ends soon, and what it found can be looked at', async () => {
  const { channel } = await open();
  const controller = new AbortController();
  controller.abort();
  const conditions = [{ column: 'id', operator: 'atLeast', value: '0' }] as const;
  const request = channel.request(
    'filter',
    { conditions, raw: false },
    { signal: controller.signal },
  );
  await assert.rejects(request);
});

test('summaries count nulls and distinct values and find the range, exactly when all rows are read', async () => {
  const { channel } = await open();
  const columns = ['country', 'at', 'seconds'];
  const { summaries } = await channel.request('summarize', { columns, exact: true });
  const [country, at, seconds] = summaries;
  assert.deepEqual([country?.rows, country?.nulls, country?.distinct], [5000, 1250, 3]);
  assert.deepEqual(country?.top[0], { text: 'Austria', count: 1250 });
  assert.equal(at?.min, '2023-02-22T00:00:00.000Z');
  assert.deepEqual([seconds?.min, seconds?.max], ['0', '4999']);
  assert.equal(
    seconds?.histogram.reduce((sum, count) => sum + count, 0),
    5000,
  );
  assert.ok(Math.abs((seconds?.distinct ?? 0) / 5000 - 1) < 0.05, String(seconds?.distinct));
});

test('a sample says that it is one', async () => {
  const { channel, count } = await open();
  await count();
  const { summaries } = await channel.request('summarize', { columns: ['id'], exact: false });
  assert.equal(summaries[0]?.exact, false);
  assert.equal(summaries[0]?.rows, 4096);
});

test('the details of a row open nested values and texts with JSON', async () => {
  const { channel } = await open();
  const { fields } = await channel.request('record', { row: 7, raw: false });
  const properties = fields.find(({ name }) => name === 'properties');
  assert.equal(properties?.children?.[0]?.children?.[0]?.text, '7');
  assert.equal(fields[1]?.typeWord, 'timestamp');
});

test('rows become text for the clipboard in each format', async () => {
  const { channel } = await open();
  const recipe = {
    view: 'file',
    start: 2,
    end: 4,
    raw: false,
    columns: ['id', 'country'],
  } as const;
  const text = async (format: 'csv' | 'ndjson' | 'json' | 'markdown') =>
    (await channel.request('text', { ...recipe, format })).text;
  assert.equal(await text('csv'), 'id,country\n2,Chile\n3,\n');
  assert.equal(await text('ndjson'), '{"id":2,"country":"Chile"}\n{"id":3,"country":null}\n');
  assert.equal(await text('json'), '[\n{"id":2,"country":"Chile"},\n{"id":3,"country":null}\n]\n');
  assert.equal(
    await text('markdown'),
    '| id | country |\n| --- | --- |\n| 2 | Chile |\n| 3 |  |\n',
  );
});

test('an export is a whole file or none', async () => {
  await withTemporaryFolder(async folder => {
    const { channel } = await open();
    const target = path.join(folder, 'visits.csv');
    const all = { view: 'file', start: 0, end: 5000, raw: false, columns: ['id'] } as const;
    const answer = await channel.request('export', { ...all, format: 'csv', target });
    const text = await readFile(target, 'utf8');
    assert.deepEqual([answer.rows, answer.bytes], [5000, text.length]);
    assert.equal(text.split('\n').length, 5002);
    const nowhere = path.join(folder, 'missing/visits.csv');
    await assert.rejects(channel.request('export', { ...all, format: 'csv', target: nowhere }));
  });
});
