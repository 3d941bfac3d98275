import type { Rule } from '../rule';

/** An eventCount that is no whole number from 0. */
export const eventCountNotCount: Rule = {
  code: 'manifest.event-count-not-a-count',
  level: 'error',
  doc: 'Loaded rows are checked against eventCount, which must therefore be a number that rows can have.',
  bad: {
    text: '{"exports": [{"timeDependent": [{"allEvents": {"eventCount": «-1», "files": ["a.avro"]}}]}]}',
  },
  good: {
    text: '{"exports": [{"timeDependent": [{"allEvents": {"eventCount": 1, "files": ["a.avro"]}}]}]}',
  },
  *checkExport(view) {
    for (const { countNode, eventCount } of view.eventLists) {
      if (eventCount === undefined || (Number.isSafeInteger(eventCount) && eventCount >= 0))
        continue;
      const found = view.document.rawText(countNode).slice(0, 30);
      yield { place: countNode, message: `eventCount is a whole number from 0, found ${found}` };
    }
  },
};
