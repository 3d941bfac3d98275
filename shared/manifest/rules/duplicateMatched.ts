import type { Rule } from '../rule';
import { twins } from './twins';

/** One matchable in two entries of a period. */
export const duplicateMatched: Rule = {
  code: 'manifest.duplicate-matched',
  level: 'warning',
  doc: "A loader that deletes before each entry loses the first entry's rows of this page, feature or track type.",
  bad: {
    text: '{"exports": [{"timeDependent": [{"matchedEvents": [{"id": "Page/a"}, {"id": «"Page/a"»}]}]}]}',
  },
  good: {
    text: '{"exports": [{"timeDependent": [{"matchedEvents": [{"id": "Page/a"}, {"id": "Page/b"}]}]}]}',
  },
  *checkExport({ periods }) {
    for (const { matched } of periods) {
      for (const [entry, first] of twins(matched, ({ id }) => id)) {
        yield {
          place: entry.idNode,
          message: `\`${entry.id}\` comes twice in this period`,
          related: [{ place: first.idNode, message: 'it comes first here' }],
        };
      }
    }
  },
};
