import assert from 'node:assert/strict';
import { test } from 'node:test';

import { castParameters } from '../../../shared/engine/sqlJs/castParameters';

const cases: readonly (readonly [string, string])[] = [
  ['SELECT ?, ?', 'SELECT ?1, (+CAST(?2 AS INTEGER))'],
  ['SELECT ?2, ?', 'SELECT (+CAST(?2 AS INTEGER)), ?3'],
  ['SELECT :a, $b, :a, @c', 'SELECT ?1, (+CAST(?2 AS INTEGER)), ?1, ?3'],
  ['SELECT \'?\', "?", `?`, [?], ?, ?', 'SELECT \'?\', "?", `?`, [?], ?1, (+CAST(?2 AS INTEGER))'],
  ["SELECT 'it''s ?', ?, ?", "SELECT 'it''s ?', ?1, (+CAST(?2 AS INTEGER))"],
  ['SELECT ? -- ?\n, /* ? */ ?', 'SELECT ?1 -- ?\n, /* ? */ (+CAST(?2 AS INTEGER))'],
  ['SELECT a$b, ?, ?', 'SELECT a$b, ?1, (+CAST(?2 AS INTEGER))'],
];
for (const [sql, expected] of cases) {
  test(`the second parameter of ${JSON.stringify(sql)}`, () => {
    assert.equal(castParameters(sql, new Set([2])), expected);
  });
}
