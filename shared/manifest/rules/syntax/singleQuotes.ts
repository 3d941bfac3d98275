import { syntaxRule } from './syntaxRule';

/** A string in single quotes. */
export const singleQuotes = syntaxRule('single-quotes', {
  fixTitle: 'Use double quotes',
  doc: 'Strings in single quotes are JavaScript or Python, not JSON.',
  bad: '{"generatedTime": «\'2023-02-23T08:00:00Z\'»}',
  good: '{"generatedTime": "2023-02-23T08:00:00Z"}',
});
