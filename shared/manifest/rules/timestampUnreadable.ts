import type { JsonDocument } from '../../json/jsonDocument';
import type { Rule, RuleFinding } from '../rule';
import { parseUtc } from '../timestamps';
import type { NodeIndex } from '../types';
import { exportTimes } from './timeChecks';

/** A time that cannot be read. */
export const timestampUnreadable: Rule = {
  code: 'manifest.timestamp-unreadable',
  level: 'warning',
  doc: 'Times tell how fresh and how final data is; one that cannot be read tells nothing.',
  bad: { text: '{"exports": [{"finishTime": «"yesterday"»}]}' },
  good: { text: '{"exports": [{"finishTime": "2023-02-23T07:45:51.123456789Z"}]}' },
  *checkExport({ document, node }) {
    for (const key of exportTimes) yield* unreadable(document, document.property(node, key), key);
  },
  *checkManifest({ document }) {
    yield* unreadable(document, document.property(document.root, 'generatedTime'), 'generatedTime');
  },
};

function* unreadable(document: JsonDocument, place: NodeIndex, key: string): Iterable<RuleFinding> {
  const text = document.stringValue(place);
  if (text === undefined || parseUtc(text) !== undefined) return;
  yield { place, message: `\`${key}\` is no time such as \`2023-02-23T07:45:51Z\`` };
}
