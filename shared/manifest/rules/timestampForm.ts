import type { JsonDocument } from '../../json/jsonDocument';
import type { Rule, RuleFinding } from '../rule';
import { hasZone, parseUtc } from '../timestamps';
import type { NodeIndex } from '../types';

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

/** A time without `Z`. */
export const timestampWithoutZone: Rule = {
  code: 'manifest.timestamp-without-zone',
  level: 'hint',
  doc: 'Times are UTC; without `Z` many readers take them for local time.',
  bad: { text: '{"exports": [{"finishTime": «"2023-02-23T07:45:51.123456"»}]}' },
  good: { text: '{"exports": [{"finishTime": "2023-02-23T07:45:51.123456Z"}]}' },
  *checkExport({ document, node, periods }) {
    for (const key of exportTimes) yield* withoutZone(document, document.property(node, key));
    for (const { idNode } of periods) yield* withoutZone(document, idNode);
  },
  *checkManifest({ document }) {
    yield* withoutZone(document, document.property(document.root, 'generatedTime'));
  },
};

const exportTimes = ['timestamp', 'finishTime'] as const;

function* unreadable(document: JsonDocument, place: NodeIndex, key: string): Iterable<RuleFinding> {
  const text = document.stringValue(place);
  if (text === undefined || parseUtc(text) !== undefined) return;
  yield { place, message: `\`${key}\` is no time such as \`2023-02-23T07:45:51Z\`` };
}

function* withoutZone(document: JsonDocument, place: NodeIndex): Iterable<RuleFinding> {
  const text = document.stringValue(place);
  if (text === undefined || hasZone(text) || parseUtc(text) === undefined) return;
  yield { place, message: 'this time has no `Z`: it is read as UTC' };
}
