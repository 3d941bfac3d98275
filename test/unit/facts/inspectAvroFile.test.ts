import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspectAvroFile, type Question } from '../../../shared/facts/inspectAvroFile';
import { bytesSource } from '../../../shared/avro/byteSource';
import { containerBytes } from '../../../shared/avro/writeContainer';

const day = 19_410;
const noon = day * 86_400_000 + 43_200_000;

/** How a file may write the period of its rows. */
const forms: readonly (readonly [type: unknown, value: unknown])[] = [
  [{ type: 'int', logicalType: 'date' }, day],
  [['null', { type: 'int', logicalType: 'date' }], day],
  [{ type: 'long', logicalType: 'timestamp-millis' }, noon],
  [{ type: 'long', logicalType: 'timestamp-micros' }, noon * 1000],
  ['string', '2023-02-22T00:00:00Z'],
];

for (const [type, value] of forms) {
  test(`the period of rows whose periodId is ${JSON.stringify(type)}`, async () => {
    const { fact } = await inspectRows([{ name: 'periodId', type }], [{ periodId: value }]);
    assert.deepEqual(fact.kind === 'read' && fact.periods, ['2023-02-22T00:00:00Z']);
  });
}

test('no period is made up where the column does not say it', async () => {
  const { fact } = await inspectRows([{ name: 'periodId', type: 'int' }], [{ periodId: day }]);
  assert.ok(fact.kind === 'read' && fact.periods === undefined && fact.rowCount === 1);
});

test('rows, columns and ids of a definition file', async () => {
  const fields = [
    { name: 'id', type: 'string' },
    { name: 'name', type: ['null', 'string'] },
  ];
  const rows = ['a', 'b', 'a'].map(id => ({ id, name: null }));
  const { fact, definitions } = await inspectRows(fields, rows, 'Page');
  assert.deepEqual([...(definitions?.keys() ?? [])], ['a', 'b']);
  assert.ok(fact.kind === 'read');
  assert.equal(fact.rowCount, 3);
  assert.deepEqual(
    [...fact.columns],
    [
      ['id', '"string"'],
      ['name', '["null","string"]'],
    ],
  );
});

test('a codec that nobody knows and a file that ends too soon are told apart', async () => {
  const bytes = containerBytes({ schema: 'string', codec: 'deflate' }, ['a']);
  const odd = Buffer.from(
    Buffer.from(bytes).toString('latin1').replace('deflate', 'deflatf'),
    'latin1',
  );
  assert.equal(await kindOf(odd), 'unknownCodec');
  assert.equal(await kindOf(bytes.subarray(0, -3)), 'damaged');
  assert.equal(await kindOf(Buffer.from('<html>')), 'damaged');
});

test('a large file lets others work and ends when it is given up', async () => {
  const fields = [{ name: 'pageId', type: 'string' }];
  const rows = Array.from({ length: 100_000 }, (_, i) => ({ pageId: `page ${i}` }));
  const schema = { type: 'record', name: 'Row', fields };
  const source = bytesSource(containerBytes({ schema }, rows));
  const controller = new AbortController();
  let turns = 0;
  const turn = (): void => {
    if (++turns === 2) controller.abort();
    else setImmediate(turn);
  };
  setImmediate(turn);
  await assert.rejects(inspectAvroFile(source, 'Page', controller.signal), { name: 'AbortError' });
  const { definitions } = await inspectAvroFile(source, 'Page');
  assert.equal(definitions?.size, 100_000);
});

async function kindOf(bytes: Uint8Array): Promise<string> {
  return (await inspectAvroFile(bytesSource(bytes), 'periods')).fact.kind;
}

function inspectRows(
  fields: readonly object[],
  rows: readonly object[],
  question: Question = 'periods',
) {
  const schema = { type: 'record', name: 'Row', fields };
  return inspectAvroFile(bytesSource(containerBytes({ schema }, rows)), question);
}
