import { syntaxRule } from './syntaxRule';

/** A bare word that is no JSON value. */
export const badLiteral = syntaxRule('bad-literal', {
  fixTitle: 'Use the JSON word',
  doc: 'A bare word other than null, true and false is no JSON.',
  bad: '{"exports": [{"exportType": «None»}]}',
  good: '{"exports": [{"exportType": null}]}',
});
