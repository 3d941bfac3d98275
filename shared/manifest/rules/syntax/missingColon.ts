import { syntaxRule } from './syntaxRule';

/** A name without a colon behind it. */
export const missingColon = syntaxRule('missing-colon', {
  fixTitle: 'Insert the colon',
  doc: 'Without the colon the file is no JSON, and no loader can read it.',
  bad: '{"exports": [{"counter"«» 1}]}',
  good: '{"exports": [{"counter": 1}]}',
});
