import { syntaxRule } from './syntaxRule';

/** A comma with nothing before it. */
export const unexpectedComma = syntaxRule('unexpected-comma', {
  fixTitle: 'Remove the comma',
  doc: 'Between two commas an item is missing, and no loader can know which.',
  bad: '{"exports": [{"counter": 1},«,» {"counter": 2}]}',
  good: '{"exports": [{"counter": 1}, {"counter": 2}]}',
});
