import { syntaxRule } from './syntaxRule';

/** A comma behind the last item. */
export const trailingComma = syntaxRule('trailing-comma', {
  fixTitle: 'Remove the comma',
  doc: 'A comma behind the last item is no JSON, and most loaders refuse the file.',
  bad: '{"exports": [{"counter": 1}«,»]}',
  good: '{"exports": [{"counter": 1}]}',
});
