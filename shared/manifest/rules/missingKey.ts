import type { Rule } from '../rule';
import { checksFor, sound } from './structureChecks';

/** A key that the format has and the object has not. */
export const missingKey: Rule = {
  code: 'manifest.missing-key',
  level: 'error',
  doc: 'Without these keys an export cannot be loaded; where one is only expected, the finding is information.',
  bad: { text: '«{»"generatedTime": "2023-02-23T08:00:00Z"}' },
  good: { text: sound() },
  ...checksFor('missing-key'),
};
