import { syntaxRule } from './syntaxRule';

/** Text that is no part of JSON. */
export const unexpectedText = syntaxRule('unexpected-text', {
  fixTitle: 'Remove the odd space',
  doc: 'Text that belongs to no value makes the file unreadable.',
  bad: '{"exports": []«;»}',
  good: '{"exports": []}',
});
