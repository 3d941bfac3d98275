import { syntaxRule } from './syntaxRule';

/** Dots in place of what was left out. */
export const placeholder = syntaxRule('placeholder', {
  fixTitle: 'Remove the placeholder',
  doc: 'Dots stand for what an article leaves out; a loader needs it.',
  bad: '{"exports": [«...»]}',
  good: '{"exports": []}',
});
