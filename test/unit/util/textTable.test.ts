import assert from 'node:assert/strict';
import { test } from 'node:test';
import { displayWidth, printable } from '../../../shared/util/displayWidth';
import { formatTable } from '../../../shared/util/textTable';
import { SeededRandom } from '../../../shared/util/seededRandom';
import { scaled } from '../../support/randomScale';

test('numbers stand right, texts left, a null differs from an empty text', () => {
  const table = formatTable(
    [{ title: 'counter', align: 'right' }, { title: 'type' }, { title: 'name' }],
    [
      ['9', 'recurring', null],
      ['412', '', 'Öl\n2'],
    ],
  );
  assert.equal(
    table,
    [
      'counter  type       name',
      '───────  ─────────  ─────',
      '      9  recurring  ∅',
      '    412             Öl\\n2',
      '',
    ].join('\n'),
  );
});

test('the widest column is squeezed first and says so by an ellipsis', () => {
  const rows = [['short', 'a'.repeat(40), 'b'.repeat(14)]];
  const table = formatTable([{ title: 'x' }, { title: 'y' }, { title: 'z' }], rows, { width: 40 });
  assert.equal(table.split('\n')[2], `short  ${'a'.repeat(16)}…  ${'b'.repeat(14)}`);
});

test('spare columns go before others are squeezed, and no more of them than must', () => {
  const columns = [
    { title: 'day' },
    { title: 'finished', spare: true },
    { title: 'events', align: 'right' as const },
    { title: 'size', align: 'right' as const, spare: true },
    { title: 'state' },
  ];
  const rows = [['2024-05-22 to 2024-05-30', '2024-06-01 02:23', '3157', '1.1 MB', 'synced']];
  const lines = (width: number) => formatTable(columns, rows, { width }).split('\n').slice(2, -1);
  assert.deepEqual(lines(70), [
    '2024-05-22 to 2024-05-30  2024-06-01 02:23    3157  1.1 MB  synced',
  ]);
  const narrow = '2024-05-22 to 2024-05-30    3157  1.1 MB  synced';
  assert.deepEqual(lines(narrow.length), [narrow, '… 1 more: finished']);
  assert.deepEqual(lines(40), [
    '2024-05-22 to 2024-05-30    3157  synced',
    '… 2 more: finished, size',
  ]);
});

test('a number is shown whole or not at all', () => {
  const columns = [{ title: 'x' }, { title: 'n', align: 'right' as const }];
  const rows = [['a'.repeat(40), '9007199254740993']];
  const line = (width: number) => formatTable(columns, rows, { width }).split('\n')[2];
  assert.equal(line(30), `${'a'.repeat(11)}…  9007199254740993`);
  assert.equal(line(26), `${'a'.repeat(25)}…`);
});

test('columns that cannot fit are named', () => {
  const columns = Array.from({ length: 9 }, (_, i) => ({ title: `column${i}` }));
  const rows = [columns.map(() => 'a long enough text')];
  const lines = formatTable(columns, rows, { width: 50, moreHint: '--columns' }).split('\n');
  assert.equal(lines[3], '… 5 more: column4, column5, column6, … (--columns)');
});

test('no line is ever wider than asked, whatever the texts are', () => {
  const alphabet = ['a', 'é', '漢', '🎉', '\n', '\u001b', 'e\u0301', ' '];
  const random = new SeededRandom(7);
  for (let i = 0; i < scaled(2000); i++) {
    const text = (length: number) =>
      Array.from({ length: random.below(length) }, () => random.pick(alphabet)).join('');
    const columns = Array.from({ length: random.between(1, 12) }, () => ({
      title: text(20),
      spare: random.chance(0.3),
    }));
    const rows = Array.from({ length: 3 }, () => columns.map(() => text(60)));
    const width = random.between(24, 140);
    for (const line of formatTable(columns, rows, { width }).split('\n')) {
      assert.ok(displayWidth(line) <= width, `seed 7, round ${i}: ${JSON.stringify(line)}`);
    }
  }
});

test('control characters cannot reach the terminal', () => {
  assert.equal(printable('a\u001b[31m\tb\u202e'), 'a\\u001b[31m\\tb\\u202e');
});
