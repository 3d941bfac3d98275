import assert from 'node:assert/strict';
import { test } from 'node:test';

import { splitStatements } from '../../../shared/sql/splitStatements';
import { statementLabel } from '../../../shared/sql/statementLabel';

function labels(text: string): readonly string[] {
  return splitStatements(text).map(({ start, end }) => statementLabel(text, start, end));
}

test('a statement is called by the comment above it', () => {
  const text = [
    '-- database: Acme (1/2)',
    '',
    '-- Events per day',
    'SELECT 1;',
    '',
    '/* Top pages */',
    '  SELECT 2;',
    '',
    '-- far above',
    '',
    'SELECT 3;',
    '-- ------',
    'SELECT 4',
  ].join('\n');
  assert.deepEqual(labels(text), ['Events per day', 'Top pages', 'SELECT 3', 'SELECT 4']);
});

test('without a comment it is called by its first words, cut', () => {
  assert.deepEqual(
    labels('-- database: Acme (1/2)\nSELECT count(*) -- all\n  FROM x; VALUES (1)'),
    ['SELECT count(*) FROM x', 'VALUES (1)'],
  );
  const [label = ''] = labels(`SELECT ${'a, '.repeat(40)}b`);
  assert.equal(label.length, 40);
  assert.match(label, /^SELECT a, a, .*…$/);
});

test('lines that end as on Windows', () => {
  assert.deepEqual(labels('-- Visitors\r\nSELECT 1;\r\n'), ['Visitors']);
});
