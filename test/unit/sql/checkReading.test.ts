import assert from 'node:assert/strict';
import { test } from 'node:test';

import { checkReading } from '../../../shared/sql/checkReading';
import { inEnglish } from '../../../shared/util/translate';
import { hasCode } from '../../support/hasCode';

for (const sql of [
  'SELECT 1',
  '-- x\nselect * from INSERTED',
  'VALUES (1)',
  'WITH a AS (SELECT 1) SELECT * FROM a',
  'EXPLAIN QUERY PLAN DELETE FROM t',
  'PRAGMA table_info(ALLEVENTS)',
  'PRAGMA visitor.user_version',
  'FORM t',
]) {
  test(`may run: ${sql}`, () => checkReading(inEnglish, sql));
}

for (const [sql, what] of [
  ['INSERT INTO t VALUES (1)', 'INSERT'],
  ["/* x */ Attach 'a' AS b", 'ATTACH'],
  ["VACUUM INTO 'copy'", 'VACUUM'],
  ['WITH a AS (SELECT 1) DELETE FROM t', 'DELETE'],
  ['PRAGMA user_version = 5', 'PRAGMA user_version = …'],
  ['PRAGMA writable_schema(1)', 'PRAGMA writable_schema(…)'],
  ['PRAGMA optimize', 'PRAGMA optimize'],
  ['CREATE TEMP TABLE t(x)', 'CREATE'],
] as const) {
  test(`is refused: ${sql}`, () => {
    assert.throws(
      () => checkReading(inEnglish, sql),
      hasCode('engine.read-only', new RegExp(`so ${what.replace(/[()…=]/g, '.')}`)),
    );
  });
}
