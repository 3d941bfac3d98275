// What the user is asked before an assistant's tool runs: what costs requests, or shows rows.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { questionBefore } from '../../../shared/assistant/questionBefore';
import { assistantTools } from '../../../shared/assistant/tools/index';
import { inEnglish } from '../../../shared/util/translate';

const ask = (name: string, facts: { isBucket?: boolean; mayReveal?: boolean }, input = {}) =>
  questionBefore(inEnglish, { name, input }, { isBucket: false, mayReveal: false, ...facts });

test('of a folder only queries are asked about, of a bucket what reads it at length too', () => {
  const askedOf = (isBucket: boolean) =>
    assistantTools.map(({ name }) => name).filter(name => ask(name, { isBucket }) !== undefined);
  assert.deepEqual(askedOf(false), ['queryDatabase']);
  assert.deepEqual(askedOf(true).sort(), ['explainManifest', 'planSync', 'queryDatabase']);
});

test('the statement is shown, and what the assistant would see of people', () => {
  const input = { sql: 'SELECT 1', reveal: true };
  assert.deepEqual(
    [false, true].map(mayReveal => {
      const question = ask('queryDatabase', { mayReveal }, input);
      return [question?.sql, /shows personal data/.test(question?.message ?? '')];
    }),
    [
      ['SELECT 1', false],
      ['SELECT 1', true],
    ],
  );
});
