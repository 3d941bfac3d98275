import { syntaxRule } from './syntaxRule';

/** Nesting deeper than any export has. */
export const tooDeep = syntaxRule('too-deep', {
  doc: 'No export is nested so deeply: the file is something else.',
  bad: `${'['.repeat(1000)}«[»1]${']'.repeat(1000)}`,
  good: '{"exports": []}',
});
