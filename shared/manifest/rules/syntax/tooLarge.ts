import { syntaxRule } from './syntaxRule';

/** More values than the reader holds. */
export const tooLarge = syntaxRule('too-large', {
  doc: "What lies beyond the reader's limit is not checked.",
  bad: '',
  good: '{"exports": []}',
});
