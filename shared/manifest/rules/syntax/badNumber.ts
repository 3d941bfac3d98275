import { syntaxRule } from './syntaxRule';

/** A number in a form that JSON does not have. */
export const badNumber = syntaxRule('bad-number', {
  doc: "A number in another form than JSON's is refused, or read differently by each loader.",
  bad: '{"exports": [{"counter": «0412»}]}',
  good: '{"exports": [{"counter": 412}]}',
});
