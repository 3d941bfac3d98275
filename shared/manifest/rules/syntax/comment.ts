import { syntaxRule } from './syntaxRule';

/** A comment, which JSON has not. */
export const comment = syntaxRule('comment', {
  fixTitle: 'Remove the comment',
  doc: 'JSON has no comments; a loader refuses the file.',
  bad: '{"exports": [] «// none yet»\n}',
  good: '{"exports": []}',
});
