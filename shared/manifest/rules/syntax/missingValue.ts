import { syntaxRule } from './syntaxRule';

/** A name without a value. */
export const missingValue = syntaxRule('missing-value', {
  doc: 'A name without a value is no JSON, and nobody can know the value.',
  bad: '{"exports": [{«"counter"»: }]}',
  good: '{"exports": [{"counter": 1}]}',
});
