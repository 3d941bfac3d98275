import type { Rule } from '../rule';
import { checksFor, sound } from './structureChecks';

/** A key that nobody documents. */
export const unknownKey: Rule = {
  code: 'manifest.unknown-key',
  level: 'hint',
  doc: 'Pendo adds keys now and then: a loader that does not know one may miss something.',
  bad: { text: '{"exports": [], «"pageSize"»: 3}' },
  good: { text: sound() },
  ...checksFor('unknown-key'),
};
