import assert from 'node:assert/strict';
import { test } from 'node:test';

import { databaseLine, readDatabaseLine } from '../../../shared/sql/databaseLine';

const ids = { subscription: '5668600916475904', application: '-323232' };

test('the line names the application for people and by its ids', () => {
  assert.equal(databaseLine(ids, 'Acme (CRM)'), '-- database: Acme CRM (5668600916475904/-323232)');
  assert.equal(databaseLine(ids, ''), '-- database: 5668600916475904/-323232');
});

for (const [title, text] of [
  ['with a name', '-- database: Acme CRM (5668600916475904/-323232)\nSELECT 1'],
  ['by ids alone', '--database: 5668600916475904/-323232'],
  [
    'below other lines, with another line end',
    '-- mine\r\n\r\n-- Database:  5668600916475904/-323232 \r\nSELECT 1',
  ],
] as const) {
  test(`the line is read ${title}`, () => assert.deepEqual(readDatabaseLine(text), ids));
}

test('ids with signs of their own come back', () => {
  const odd = { subscription: 'a/b (c)', application: '100% é' };
  assert.deepEqual(readDatabaseLine(databaseLine(odd, 'x')), odd);
});

test('a document without the line names none', () => {
  assert.equal(readDatabaseLine('-- database:\nSELECT 1'), undefined);
  assert.equal(readDatabaseLine(`${'\n'.repeat(30)}-- database: 1/2`), undefined);
});
