import type { Rule } from '../rule';

/** A counter that is no whole number from 0. */
export const counterNotCount: Rule = {
  code: 'manifest.counter-not-a-count',
  level: 'error',
  doc: 'Exports are loaded in the order of their counters, which are whole numbers that rise by one.',
  bad: { text: '{"exports": [{"counter": «-3»}]}' },
  good: { text: '{"exports": [{"counter": 3}]}' },
  *checkExport({ document, node }) {
    const place = document.property(node, 'counter');
    const value = document.numberValue(place);
    if (value === undefined || (Number.isSafeInteger(value) && value >= 0)) return;
    const found = document.rawText(place).slice(0, 30);
    yield { place, message: `a counter is a whole number from 0, found ${found}` };
  },
};
