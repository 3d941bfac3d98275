import type { JsonDocument } from '../../json/jsonDocument';
import { replaceNode } from '../formFix';
import type { Rule, RuleFinding } from '../rule';
import { rfc3339Of } from '../timestamps';
import type { NodeIndex } from '../types';
import { checksOf } from './timeChecks';

/** A time in another form than RFC 3339's. */
export const timestampForm: Rule = {
  code: 'manifest.timestamp-form',
  level: 'hint',
  doc: 'Times are documented as RFC 3339; other forms are read differently by each loader, or not at all.',
  bad: { text: '{"exports": [{"finishTime": «"2023-02-23 07:45:51Z"»}]}' },
  good: { text: '{"exports": [{"finishTime": "2023-02-23T07:45:51Z"}]}' },
  ...checksOf(inOtherForm),
};

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
