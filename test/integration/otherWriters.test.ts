// Files that no code of ours wrote read back equal, and others read ours: a matrix of writers, codecs and types.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { CodecName } from '../../shared/avro/codec';
import { containerBytes } from '../../shared/avro/writeContainer';
import type { PythonFiles } from '../support/avroTools';
import { clickHouse, python, textsOf } from '../support/avroTools';
import { withTemporaryFolder } from '../support/temporaryFolder';
import { testWithTools } from '../support/tools';

const pythonCodecs = [
  'null',
  'deflate',
  'snappy',
  'bzip2',
  'zstandard',
  'xz',
  'xz crc32',
  'xz unchecked',
];

testWithTools(
  ['python3'],
  'every type in every codec that python3-avro writes reads back equal',
  () =>
    withTemporaryFolder(async folder => {
      await python('write', folder);
      const text = await readFile(path.join(folder, 'expected.json'), 'utf8');
      const types = Object.entries(JSON.parse(text) as Readonly<Record<string, PythonFiles>>);
      assert.equal(types.length, 31);
      for (const [name, { texts, files }] of types) {
        assert.deepEqual(Object.keys(files), pythonCodecs, name);
        for (const [codec, file] of Object.entries(files)) {
          assert.deepEqual(await textsOf(file, 'v'), texts, `${name} in ${codec}`);
        }
      }
    }),
);

/** A column of ClickHouse: its expression of `number`, and the text that we show for each number. */
interface ClickHouseColumn {
  readonly expression: string;
  readonly shown: (n: number) => string;
}

const quoted = JSON.stringify;
const day = (n: number): string => new Date(Date.UTC(2023, 1, 22 + n)).toISOString().slice(0, 10);
const second = (n: number): string =>
  new Date(Date.UTC(2023, 1, 22, 1, 2, 3 + n)).toISOString().slice(0, 19);
const moment = `toDateTime64('2023-02-22 01:02:03`;

const clickHouseColumns: Readonly<Record<string, ClickHouseColumn>> = {
  bool: { expression: 'CAST(number % 2 AS Bool)', shown: n => String(n % 2 === 1) },
  int8: { expression: 'toInt8(number % 100) - toInt8(50)', shown: n => String((n % 100) - 50) },
  uint8: { expression: 'toUInt8(number % 256)', shown: n => String(n % 256) },
  uint32: { expression: 'toUInt32(number * 5000)', shown: n => String(n * 5000) },
  int64: {
    expression: 'toInt64(-9223372036854775807) + number',
    shown: n => String(-9223372036854775807n + BigInt(n)),
  },
  float32: { expression: 'toFloat32(toFloat32(number) / toFloat32(4))', shown: n => String(n / 4) },
  float64: { expression: 'number / 7', shown: n => String(n / 7) },
  notANumber: {
    expression: 'if(number % 2 = 0, nan, -inf)',
    shown: n => (n % 2 === 0 ? '"NaN"' : '"-Infinity"'),
  },
  string: {
    expression: `concat('Zürich 日本 ', toString(number))`,
    shown: n => quoted(`Zürich 日本 ${n}`),
  },
  longString: {
    expression: `repeat('päge', number * 50)`,
    shown: n => quoted('päge'.repeat(n * 50)),
  },
  lowCardinality: {
    expression: `toLowCardinality(concat('v', toString(number % 3)))`,
    shown: n => quoted(`v${n % 3}`),
  },
  fixedString: {
    expression: `toFixedString(leftPad(toString(number), 4, '0'), 4)`,
    shown: n => quoted(Buffer.from(String(n).padStart(4, '0')).toString('base64')),
  },
  enumeration: {
    expression: `CAST(number % 2 AS Enum8('no' = 0, 'yes' = 1))`,
    shown: n => (n % 2 === 0 ? '"no"' : '"yes"'),
  },
  uuid: {
    expression: `toUUID(concat('01234567-89ab-cdef-0123-', leftPad(toString(number), 12, '0')))`,
    shown: n => quoted(`01234567-89ab-cdef-0123-${String(n).padStart(12, '0')}`),
  },
  date: { expression: `toDate('2023-02-22') + number`, shown: n => quoted(day(n)) },
  date32: {
    expression: `toDate32('2023-02-22') - 36525 + number`,
    shown: n => quoted(day(n - 36525)),
  },
  timestampMillis: {
    expression: `${moment}.456', 3, 'UTC') + number`,
    shown: n => quoted(`${second(n)}.456Z`),
  },
  timestampMicros: {
    expression: `${moment}.456789', 6, 'UTC') + number`,
    shown: n => quoted(`${second(n)}.456789Z`),
  },
  nanosAsDecimal: {
    expression: `${moment}.456789123', 9, 'UTC') + number`,
    shown: n => quoted(`${1677027723 + n}.456789123`),
  },
  decimal64: { expression: 'toDecimal64(number, 4) - 7', shown: n => quoted(`${n - 7}.0000`) },
  decimal256: {
    expression: `toDecimal256('12345678901234567890123456789.012', 3) * number`,
    shown: n => quoted(scaled3(12345678901234567890123456789012n * BigInt(n))),
  },
  nullable: {
    expression: 'if(number % 3 = 0, NULL, toInt64(number))',
    shown: n => (n % 3 === 0 ? 'null' : String(n)),
  },
  nothing: { expression: 'NULL', shown: () => 'null' },
  array: {
    expression: `arrayMap(x -> if(x % 2 = 0, NULL, toString(x)), range(number % 6))`,
    shown: n => quoted(Array.from({ length: n % 6 }, (_, x) => (x % 2 === 0 ? null : String(x)))),
  },
  map: {
    expression: `map(concat('k', toString(number)), number)`,
    shown: n => quoted({ [`k${n}`]: n }),
  },
  tuple: {
    expression: `CAST((number, 'x') AS Tuple(a UInt64, b String))`,
    shown: n => quoted({ a: n, b: 'x' }),
  },
  unnamedTuples: {
    expression: `[(number, 'x'), (0, '')]`,
    shown: n => `[{"1":${n},"2":"x"},{"1":0,"2":""}]`,
  },
  nullableTuple: {
    expression: `if(number % 2 = 0, NULL, CAST((number, 'x') AS Nullable(Tuple(a UInt64, b String))))`,
    shown: n => (n % 2 === 0 ? 'null' : quoted({ a: n, b: 'x' })),
  },
  variant: {
    expression: `CAST(if(number % 2 = 0, number::Variant(UInt64, String), 'x'::Variant(UInt64, String)) AS Variant(UInt64, String))`,
    shown: n => (n % 2 === 0 ? String(n) : '"x"'),
  },
};

const rowCount = 300;

testWithTools(['chdb'], 'every type in every codec that ClickHouse writes reads back equal', () =>
  withTemporaryFolder(async folder => {
    const codecs = ['null', 'deflate', 'snappy', 'zstd'];
    const columns = Object.entries(clickHouseColumns);
    const fileOf = (name: string, codec: string): string =>
      path.join(folder, `${name}-${codec}.avro`);
    await clickHouse(
      codecs.flatMap(codec =>
        columns.map(
          ([name, { expression }]) =>
            `SELECT ${expression} AS v FROM numbers(${rowCount}) INTO OUTFILE '${fileOf(name, codec)}' FORMAT Avro
             SETTINGS output_format_avro_codec = '${codec}', output_format_avro_string_column_pattern = '.*',
             output_format_avro_sync_interval = 400, allow_experimental_nullable_tuple_type = 1`,
        ),
      ),
    );
    for (const [name, { shown }] of columns) {
      const expected = Array.from({ length: rowCount }, (_, n) => shown(n));
      for (const codec of codecs) {
        assert.deepEqual(await textsOf(fileOf(name, codec), 'v'), expected, `${name} in ${codec}`);
      }
    }
  }),
);

const ours = {
  type: 'record',
  name: 'Ours',
  namespace: 'pendo',
  fields: [
    { name: 'id', type: 'long' },
    { name: 'text', type: ['null', 'string'] },
    { name: 'list', type: { type: 'array', items: 'int' } },
  ],
};
const ourRows = Array.from({ length: 500 }, (_, id) => ({
  id: BigInt(id) << 53n,
  text: id % 3 === 0 ? null : `Zürich ${id}`,
  list: [id, -id],
}));
const ourTexts = ourRows.map(
  ({ id, text, list }) =>
    `{"id":${id},"text":${JSON.stringify(text)},"list":${JSON.stringify(list)}}`,
);

testWithTools(['python3'], 'python3-avro reads what we write in each of its codecs', () =>
  withTemporaryFolder(async folder => {
    for (const codec of ['null', 'deflate', 'snappy', 'bzip2', 'zstandard'] as const) {
      const file = await writeOurs(folder, codec);
      assert.deepEqual((await python('read', file)).trimEnd().split('\n'), ourTexts, codec);
    }
  }),
);

testWithTools(['chdb'], 'ClickHouse reads what we write in each of its codecs', () =>
  withTemporaryFolder(async folder => {
    for (const codec of ['null', 'deflate', 'snappy', 'zstandard'] as const) {
      const file = await writeOurs(folder, codec);
      const [answer] = await clickHouse([
        `SELECT id, text, list FROM file('${file}', Avro) ORDER BY id`,
      ]);
      const expected = ourRows.map(
        ({ id, text, list }) => `${BigInt.asIntN(64, id)}\t${text ?? '\\N'}\t[${list.join(',')}]`,
      );
      assert.deepEqual(answer?.trimEnd().split('\n'), expected, codec);
    }
  }),
);

async function writeOurs(folder: string, codec: CodecName): Promise<string> {
  const file = path.join(folder, `ours-${codec}.avro`);
  await writeFile(file, containerBytes({ schema: ours, codec, blockBytes: 700 }, ourRows));
  return file;
}

/** A number of thousandths with its three digits. */
function scaled3(value: bigint): string {
  return `${value / 1000n}.${String(value % 1000n).padStart(3, '0')}`;
}
