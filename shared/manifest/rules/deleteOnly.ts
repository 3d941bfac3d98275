import type { Rule } from '../rule';

/** A list of events without files: its rows go and none come. */
export const deleteOnly: Rule = {
  code: 'manifest.delete-only',
  level: 'information',
  doc: 'An empty list of files is an instruction: the rows of this period are deleted and none are loaded.',
  bad: {
    text: '{"exports": [{"timeDependent": [{"matchedEvents": [{"id": "Page/a", "eventCount": 0, "files": «[]»}]}]}]}',
  },
  good: {
    text: '{"exports": [{"timeDependent": [{"matchedEvents": [{"id": "Page/a", "eventCount": 1, "files": ["a.avro"]}]}]}]}',
  },
  *checkExport(view) {
    for (const { filesNode, files, isReadable, eventCount } of view.eventLists) {
      // With a count above 0 it is manifest.event-count-without-files.
      if (!isReadable || files.length > 0 || (eventCount ?? 0) > 0) continue;
      yield { place: filesNode, message: "delete only: the period's rows go, none are loaded" };
    }
  },
};
