import { formFix, replaceNode } from '../formFix';
import type { JsonDocument } from '../../json/jsonDocument';
import type { ExportView } from '../exportView';
import type { Rule, RuleFinding } from '../rule';
import { hasZone, parseUtc, rfc3339Of } from '../timestamps';
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
  ...checksOf(withoutZone),
};

/** A time in another form than RFC 3339's. */
export const timestampNotRfc3339: Rule = {
  code: 'manifest.timestamp-form',
  level: 'hint',
  doc: 'Times are documented as RFC 3339; other forms are read differently by each loader, or not at all.',
  bad: { text: '{"exports": [{"finishTime": «"2023-02-23 07:45:51Z"»}]}' },
  good: { text: '{"exports": [{"finishTime": "2023-02-23T07:45:51Z"}]}' },
  ...checksOf(inOtherForm),
};

/** A time finer than nanoseconds. */
export const timestampPrecision: Rule = {
  code: 'manifest.timestamp-precision',
  level: 'hint',
  doc: 'Pendo writes up to 9 fraction digits; readers of times refuse more, or round them each in its own way.',
  bad: { text: '{"exports": [{"finishTime": «"2023-02-23T07:45:51.1234567890Z"»}]}' },
  good: { text: '{"exports": [{"finishTime": "2023-02-23T07:45:51.123456789Z"}]}' },
  ...checksOf(tooPrecise),
};

const exportTimes = ['timestamp', 'finishTime'] as const;

type CheckTime = (document: JsonDocument, place: NodeIndex, text: string) => Iterable<RuleFinding>;

/** Looks at every time of both files that can be read. */
function checksOf(check: CheckTime): Pick<Rule, 'checkExport' | 'checkManifest'> {
  const checkNode = (document: JsonDocument, place: NodeIndex): Iterable<RuleFinding> => {
    const text = document.stringValue(place);
    if (text === undefined || parseUtc(text) === undefined) return [];
    return check(document, place, text);
  };
  return {
    *checkExport({ document, node, periods }: ExportView) {
      for (const key of exportTimes) yield* checkNode(document, document.property(node, key));
      for (const { idNode } of periods) yield* checkNode(document, idNode);
    },
    checkManifest: ({ document }) =>
      checkNode(document, document.property(document.root, 'generatedTime')),
  };
}

function* unreadable(document: JsonDocument, place: NodeIndex, key: string): Iterable<RuleFinding> {
  const text = document.stringValue(place);
  if (text === undefined || parseUtc(text) !== undefined) return;
  yield { place, message: `\`${key}\` is no time such as \`2023-02-23T07:45:51Z\`` };
}

function* withoutZone(
  document: JsonDocument,
  place: NodeIndex,
  text: string,
): Iterable<RuleFinding> {
  // A bare day lacks more than its `Z`: timestamp-form.
  if (hasZone(text) || text.length === 10) return;
  const at = document.end(place) - 1;
  yield {
    place,
    message: 'this time has no `Z`: it is read as UTC',
    fix: formFix('Append `Z`', { start: at, end: at, newText: 'Z' }),
  };
}

function* inOtherForm(
  document: JsonDocument,
  place: NodeIndex,
  text: string,
): Iterable<RuleFinding> {
  const written = rfc3339Of(text);
  if (written === undefined || written === text) return;
  yield {
    place,
    message: `RFC 3339 writes this time as \`${written}\``,
    fix: replaceNode(document, place, { title: `Write ${written}`, newText: `"${written}"` }),
  };
}

function* tooPrecise(_: JsonDocument, place: NodeIndex, text: string): Iterable<RuleFinding> {
  const digits = /[.,](\d+)/.exec(text)?.[1]?.length ?? 0;
  if (digits <= 9) return;
  yield { place, message: `this time has ${digits} fraction digits; nanoseconds have 9` };
}
