import { syntaxRule } from './syntaxRule';

/** A byte order mark before the text. */
export const byteOrderMark = syntaxRule('byte-order-mark', {
  level: 'warning',
  fixTitle: 'Remove the byte order mark',
  doc: 'Many JSON readers refuse a file that begins with a byte order mark.',
  bad: '«\ufeff»{"exports": []}',
  good: '{"exports": []}',
});
