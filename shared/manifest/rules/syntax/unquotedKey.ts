import { syntaxRule } from './syntaxRule';

/** A name without quotes. */
export const unquotedKey = syntaxRule('unquoted-key', {
  fixTitle: 'Put the name in quotes',
  doc: 'Names without quotes are JavaScript, not JSON.',
  bad: '{«exports»: []}',
  good: '{"exports": []}',
});
