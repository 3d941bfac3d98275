import type { Rule } from '../rule';
import { parseUtc } from '../timestamps';

/** A period that began after its export was finished. */
export const periodAfterExport: Rule = {
  code: 'manifest.period-after-export',
  level: 'hint',
  doc: 'An export holds days that have begun: one that is dated later makes estimates of finality wrong.',
  bad: {
    text: '{"exports": [{"finishTime": "2023-02-21T08:00:00Z", "timeDependent": [{"periodId": «"2023-02-22T00:00:00Z"»}]}]}',
  },
  good: {
    text: '{"exports": [{"finishTime": "2023-02-23T08:00:00Z", "timeDependent": [{"periodId": "2023-02-22T00:00:00Z"}]}]}',
  },
  *checkExport({ document, node, isEntry, periods }) {
    const key = isEntry ? 'finishTime' : 'timestamp';
    const timeNode = document.property(node, key);
    const time = parseUtc(document.stringValue(timeNode) ?? '');
    if (time === undefined) return;
    for (const { idNode, periodId } of periods) {
      const start = parseUtc(periodId ?? '');
      if (start === undefined || start <= time) continue;
      yield {
        place: idNode,
        message: `this day begins after the export's ${key}`,
        related: [{ place: timeNode, message: key }],
      };
    }
  },
};
