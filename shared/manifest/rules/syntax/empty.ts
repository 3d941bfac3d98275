import { syntaxRule } from './syntaxRule';

/** A file without any text. */
export const empty = syntaxRule('empty', {
  doc: 'An empty file lists nothing, which is not the same as no exports: writing it may have failed.',
  bad: '«»',
  good: '{"exports": []}',
});
