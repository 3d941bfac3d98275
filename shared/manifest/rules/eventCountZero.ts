import type { Rule } from '../rule';

/** eventCount 0 beside files. */
export const eventCountZero: Rule = {
  code: 'manifest.event-count-zero-with-files',
  level: 'information',
  doc: 'Files that hold no row need not be there: if they do hold rows, the count is wrong and the load stops.',
  bad: {
    text: '{"exports": [{"timeDependent": [{"allEvents": {"eventCount": «0», "files": ["a.avro"]}}]}]}',
  },
  good: {
    text: '{"exports": [{"timeDependent": [{"allEvents": {"eventCount": 1, "files": ["a.avro"]}}]}]}',
  },
  *checkExport(view) {
    for (const { countNode, eventCount, files } of view.eventLists) {
      if (eventCount !== 0 || files.length === 0) continue;
      yield { place: countNode, message: 'eventCount is 0, yet files are listed' };
    }
  },
};
