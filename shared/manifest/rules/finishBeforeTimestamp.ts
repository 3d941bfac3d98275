import type { Rule } from '../rule';
import { parseUtc } from '../timestamps';

/** An export that was finished before it was made. */
export const finishBeforeTimestamp: Rule = {
  code: 'manifest.finish-before-timestamp',
  level: 'hint',
  doc: 'An export is finished after its bill of materials is made: an earlier finishTime makes estimates of finality wrong.',
  bad: {
    text: '{"exports": [{"timestamp": "2023-02-23T08:00:00Z", "finishTime": «"2023-02-23T07:00:00Z"»}]}',
  },
  good: {
    text: '{"exports": [{"timestamp": "2023-02-23T07:00:00Z", "finishTime": "2023-02-23T08:00:00Z"}]}',
  },
  *checkExport({ document, node }) {
    const finishNode = document.property(node, 'finishTime');
    const timestampNode = document.property(node, 'timestamp');
    const finish = parseUtc(document.stringValue(finishNode) ?? '');
    const timestamp = parseUtc(document.stringValue(timestampNode) ?? '');
    if (finish === undefined || timestamp === undefined || finish >= timestamp) return;
    yield {
      place: finishNode,
      message: 'finishTime lies before timestamp',
      related: [{ place: timestampNode, message: 'timestamp' }],
    };
  },
};
