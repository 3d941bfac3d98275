import assert from 'node:assert/strict';
import { test } from 'node:test';

import { GrowingIndex } from '../../../../shared/worker/avro/growingIndex';
import { SeededRandom } from '../../../../shared/util/seededRandom';

test('each row is in the block that was pushed with it, however many there are', () => {
  const random = new SeededRandom(1);
  const index = new GrowingIndex();
  const firstRows: number[] = [];
  for (let offset = 0; offset < 20_000; offset += 10) {
    firstRows.push(index.rowCount);
    index.push(offset, offset + 10, random.between(1, 40));
  }
  for (let round = 0; round < 1000; round++) {
    const row = random.below(index.rowCount);
    const place = index.placeOf(row);
    const entry = index.at(place);
    assert.equal(entry?.firstRow, firstRows[place]);
    assert.ok(entry && entry.firstRow <= row && row < entry.firstRow + entry.rowCount);
    assert.deepEqual([entry.offset, entry.end], [place * 10, place * 10 + 10]);
  }
  for (const row of [-1, index.rowCount, Number.NaN, 1e18]) assert.equal(index.placeOf(row), -1);
});
