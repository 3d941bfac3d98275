import type { Rule } from '../rule';

/** A retroactive export that carries allEvents. */
export const retroactiveAllEvents: Rule = {
  code: 'manifest.retroactive-with-all-events',
  level: 'warning',
  doc: 'A retroactive export re-sends matched events only; with allEvents it would replace whole days.',
  bad: {
    text: '{"exports": [{"exportType": ["Retroactive"], "timeDependent": [{«"allEvents"»: {"files": ["a.avro"]}}]}]}',
  },
  good: {
    text: '{"exports": [{"exportType": ["Retroactive"], "timeDependent": [{"matchedEvents": []}]}]}',
  },
  *checkExport({ document, exportTypes, periods }) {
    if (!exportTypes.includes('Retroactive')) return;
    for (const { node, allEvents } of periods) {
      if (!allEvents) continue;
      const place = document.propertyKey(node, 'allEvents');
      yield { place, message: 'a retroactive export should not carry allEvents' };
    }
  },
};
