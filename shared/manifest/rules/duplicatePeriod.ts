import type { Rule } from '../rule';
import { twins } from './twins';

/** One period in two items of an export. */
export const duplicatePeriod: Rule = {
  code: 'manifest.duplicate-period',
  level: 'information',
  doc: "A loader that deletes the period before each item loses the first item's rows: the items must be loaded as one.",
  bad: {
    text: '{"exports": [{"timeDependent": [{"periodId": "2023-02-22T00:00:00Z"}, {"periodId": «"2023-02-22T00:00:00Z"»}]}]}',
  },
  good: {
    text: '{"exports": [{"timeDependent": [{"periodId": "2023-02-22T00:00:00Z"}, {"periodId": "2023-02-23T00:00:00Z"}]}]}',
  },
  *checkExport({ periods }) {
    for (const [period, first] of twins(periods, ({ periodId }) => periodId)) {
      yield {
        place: period.idNode,
        message: `period ${period.periodId?.slice(0, 10)} comes twice in this export`,
        related: [{ place: first.idNode, message: 'it comes first here' }],
      };
    }
  },
};
