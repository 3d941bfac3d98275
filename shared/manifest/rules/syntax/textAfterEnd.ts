import { syntaxRule } from './syntaxRule';

/** Text behind the end of the document. */
export const textAfterEnd = syntaxRule('text-after-end', {
  doc: 'Two documents in one file, or leftovers of an older one: a loader refuses it or reads only the first.',
  bad: '{"exports": []} «{"exports": []}»',
  good: '{"exports": []}',
});
