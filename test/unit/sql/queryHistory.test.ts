import assert from 'node:assert/strict';
import { test } from 'node:test';

import { historyText, readHistory } from '../../../shared/sql/queryHistory';
import { historyEntry } from '../../support/historyEntry';

test('entries come back as they were, the newest are kept', () => {
  const entries = ['SELECT 1', 'SELECT\n2', "SELECT '✓'"].map(historyEntry);
  assert.deepEqual(readHistory(historyText(entries, 9)), entries);
  assert.deepEqual(readHistory(historyText(entries, 2)), entries.slice(1));
  assert.equal(historyText(entries, 0), '');
});

test('lines that are no entries are left out', () => {
  const whole = historyText([historyEntry('SELECT 1')], 1);
  const half = whole.slice(0, whole.length / 2);
  const other = '{"id": "x", "database": {}}\n[]\n\u0000\n';
  assert.deepEqual(readHistory(`${half}\n${other}${whole}${half}`), [historyEntry('SELECT 1')]);
});

test('long statements count by their length', () => {
  const long = historyEntry(`SELECT '${'x'.repeat(3_000_000)}'`);
  assert.equal(readHistory(historyText([long, long, historyEntry('SELECT 1')], 9)).length, 2);
});
