import assert from 'node:assert/strict';
import { test } from 'node:test';

import { sentence } from '../../../shared/util/sentence';

test('a message becomes a sentence, and a file keeps its name', () => {
  const sentences = [
    'cannot open /data/x.avro: permission denied',
    'picture.avro: not an Avro object container file',
    '/data/x.sqlite: the database is damaged.',
    'There is no table ALLEVENT. Did you mean ALLEVENTS?',
  ].map(sentence);
  assert.deepEqual(sentences, [
    'Cannot open /data/x.avro: permission denied.',
    'picture.avro: not an Avro object container file.',
    '/data/x.sqlite: the database is damaged.',
    'There is no table ALLEVENT. Did you mean ALLEVENTS?',
  ]);
});
