import assert from 'node:assert/strict';
import { test } from 'node:test';

import { KeyedRows } from '../../../shared/sync/keyedRows';
import { hashRow, RowDigest } from '../../../shared/sync/rowDigest';

type KeyedRow = readonly [key: string | null, name: string];

/** Whether the exports, one after the other, leave just these rows. */
function leaves(exports: readonly (readonly KeyedRow[])[], expected: readonly KeyedRow[]): boolean {
  const rows = new KeyedRows({ firstIsWhole: false });
  for (const each of exports) {
    rows.nextExport();
    for (const row of each) rows.set(row[0], hashRow(row));
  }
  const digest = new RowDigest();
  for (const row of expected) digest.add(hashRow(row));
  return rows.digest().equals(digest);
}

test('of each key the last row stays; of rows without a key those of the last export that has any', () => {
  const first: KeyedRow[] = [
    ['a', 'A'],
    [null, 'X'],
    [null, 'Y'],
  ];
  const second: KeyedRow[] = [
    [null, 'Z'],
    ['a', 'A2'],
    [null, 'Z'],
    ['a', 'A3'],
  ];
  assert.ok(leaves([first], first));
  const after: KeyedRow[] = [
    ['a', 'A3'],
    [null, 'Z'],
    [null, 'Z'],
  ];
  assert.ok(leaves([first, second], after));
  assert.ok(leaves([first, second, [['b', 'B']]], [...after, ['b', 'B']]));
});
