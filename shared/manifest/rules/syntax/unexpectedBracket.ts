import { syntaxRule } from './syntaxRule';

/** A closing bracket that closes nothing. */
export const unexpectedBracket = syntaxRule('unexpected-bracket', {
  doc: 'A bracket that closes nothing makes readers disagree on what belongs to what.',
  bad: '{"exports": [{"counter": 1}«}», {"counter": 2}]}',
  good: '{"exports": [{"counter": 1}, {"counter": 2}]}',
});
