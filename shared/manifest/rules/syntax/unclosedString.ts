import { syntaxRule } from './syntaxRule';

/** A string without its closing quote. */
export const unclosedString = syntaxRule('unclosed-string', {
  doc: 'Without its closing quote nobody can know where the string ends.',
  bad: '{"exports": [], "generatedTime": «"2023-02-23T08:00:00Z»\n}',
  good: '{"exports": [], "generatedTime": "2023-02-23T08:00:00Z"\n}',
});
