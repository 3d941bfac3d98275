import assert from 'node:assert/strict';
import { test } from 'node:test';

import { editorWords } from '../../../../client/ui/editorWords';
import { inEnglish, translateBy } from '../../../../shared/util/translate';

test('options of the command line are named as what they are', () => {
  const texts: Readonly<Record<string, string>> = {
    'choose another --db': 'choose another database folder',
    'sync it into another --db folder': 'sync it into another database folder',
    'A new --db with all exports has them.': 'A new database folder with all exports has them.',
    'load less at once (--counter, --period, --kind), or': 'load less at once, or',
    '--sweep-orphans empties them': '“sync --sweep-orphans” on the command line empties them',
    'nothing was changed: --counts report loads them':
      'nothing was changed: “sync --counts report” on the command line loads them',
    'a bucket that is open to everyone needs none: --anonymous':
      'a bucket that is open to everyone needs none: choose “Anonymous”',
    'merged; --definitions replace would replace all':
      'merged; “sync --definitions replace” on the command line would replace all',
    'a - b -- c': 'a - b -- c',
  };
  for (const [text, words] of Object.entries(texts))
    assert.equal(editorWords(inEnglish, text), words);
});

test('an option is named in the language of the sentence around it', () => {
  const t = translateBy({ 'database folder': 'Datenbankordner' });
  assert.equal(editorWords(t, 'Ein neuer --db hat sie.'), 'Ein neuer Datenbankordner hat sie.');
});
