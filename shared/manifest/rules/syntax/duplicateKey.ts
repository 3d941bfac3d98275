import { syntaxRule } from './syntaxRule';

/** One name twice in an object. */
export const duplicateKey = syntaxRule('duplicate-key', {
  doc: 'Of two members with one name most readers take the last, some the first: they load different data.',
  bad: '{"exports": [{"counter": 1, «"counter"»: 2}]}',
  good: '{"exports": [{"counter": 1}]}',
});
