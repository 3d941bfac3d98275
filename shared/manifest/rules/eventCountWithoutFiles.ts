import type { Rule } from '../rule';

/** Events are counted, but no file has them. */
export const eventCountWithoutFiles: Rule = {
  code: 'manifest.event-count-without-files',
  level: 'error',
  doc: 'An empty list of files deletes the period: if there are events, they are lost.',
  bad: {
    text: '{"exports": [{"timeDependent": [{"allEvents": {"eventCount": «7», "files": []}}]}]}',
  },
  good: {
    text: '{"exports": [{"timeDependent": [{"allEvents": {"eventCount": 0, "files": []}}]}]}',
  },
  *checkExport(view) {
    for (const { countNode, eventCount, files, isReadable } of view.eventLists) {
      if (!isReadable || files.length > 0 || eventCount === undefined || eventCount <= 0) continue;
      yield { place: countNode, message: `eventCount is ${eventCount}, but no file is listed` };
    }
  },
};
