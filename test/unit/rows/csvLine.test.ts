import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvLine } from '../../../shared/rows/csvLine';

test('a field is quoted where it must be, and null differs from an empty text', () => {
  assert.equal(
    csvLine(['a', 'b,c', 'say "x"', 'two\nlines', '', null]),
    'a,"b,c","say ""x""","two\nlines","",\n',
  );
});
