import type { Rule } from '../rule';
import { checksFor, sound } from './structureChecks';

/** A key that is nearly one of the format's. */
export const misspeltKey: Rule = {
  code: 'manifest.misspelt-key',
  level: 'warning',
  doc: 'A misspelt key is not read, as if it were absent, and absent has a meaning of its own.',
  bad: { text: '{"exports": [], «"generatedtime"»: "2023-02-23T08:00:00Z"}' },
  good: { text: sound() },
  ...checksFor('misspelt-key'),
};
