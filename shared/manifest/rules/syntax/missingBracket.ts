import { syntaxRule } from './syntaxRule';

/** A bracket that is never closed. */
export const missingBracket = syntaxRule('missing-bracket', {
  fixTitle: 'Insert the closing brackets',
  doc: 'A file that ends before its closing brackets may be cut off: what it lists is not all.',
  bad: '{"exports": [{"counter": 1}«»',
  good: '{"exports": [{"counter": 1}]}',
});
