import type { Rule } from '../rule';

/** Counter 0, which Pendo's pages and public loaders read differently. */
export const counterZero: Rule = {
  code: 'manifest.counter-zero',
  level: 'warning',
  doc: 'Pendo says of counter 0 that there is nothing to load, public loaders see it as the first export: it is loaded like any other, but look at it.',
  bad: { text: '{"exports": [{"counter": «0»}]}' },
  good: { text: '{"exports": [{"counter": 1}]}' },
  *checkExport({ document, node }) {
    const place = document.property(node, 'counter');
    if (document.numberValue(place) !== 0) return;
    yield { place, message: 'counter 0: some loaders skip this export' };
  },
};
