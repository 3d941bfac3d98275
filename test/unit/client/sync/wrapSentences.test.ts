import assert from 'node:assert/strict';
import { test } from 'node:test';

import { wrapSentences } from '../../../../client/sync/wrapSentences';

const file = 'a6e9078b-cb89-4284-a3d6-5d96dd04102b/allevents-20240621-000.avro';

test('a long sentence goes on below its cell', () => {
  const text = [
    'What went wrong',
    '  older instead  ALLEVENTS of 2024-06-21, loaded from the older export 412',
    `    ${file}: the file ends inside its header: a value has 16 bytes, and 12 are left`,
    'failed   Acme Web: the manifest /data/acme/exportmanifest.json ends inside of a text, which began in line 12',
    '',
  ].join('\n');
  assert.deepEqual(wrapSentences(text).split('\n'), [
    'What went wrong',
    '  older instead  ALLEVENTS of 2024-06-21, loaded from the older export 412',
    `    ${file}: the file ends inside its`,
    '      header: a value has 16 bytes, and 12 are left',
    'failed   Acme Web: the manifest /data/acme/exportmanifest.json ends inside of a text, which began in',
    '         line 12',
    '',
  ]);
});

test('rows of tables and words without a space stay whole', () => {
  const rows = [
    `  result   export  slice${' '.repeat(60)}day         in manifest  rows in  rows out`,
    `  loaded      412  Feature Dashboard: ${'Overview '.repeat(6)}    2024-06-16  1,234  Feature/${'x'.repeat(30)}`,
    `  ${'─'.repeat(60)}  ${'─'.repeat(50)}`,
    `Database folder: ${'/folder'.repeat(20)}`,
  ];
  assert.equal(wrapSentences(rows.join('\n')), rows.join('\n'));
});
