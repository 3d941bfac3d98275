import type { JsonDocument } from '../../json/jsonDocument';
import { formFix } from '../formFix';
import type { Rule, RuleFinding } from '../rule';
import { hasZone } from '../timestamps';
import type { NodeIndex } from '../types';
import { checksOf } from './timeChecks';

/** A time without `Z`. */
export const timestampWithoutZone: Rule = {
  code: 'manifest.timestamp-without-zone',
  level: 'hint',
  doc: 'Times are UTC; without `Z` many readers take them for local time.',
  bad: { text: '{"exports": [{"finishTime": «"2023-02-23T07:45:51.123456"»}]}' },
  good: { text: '{"exports": [{"finishTime": "2023-02-23T07:45:51.123456Z"}]}' },
  ...checksOf(withoutZone),
};

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
