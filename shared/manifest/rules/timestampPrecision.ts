import type { JsonDocument } from '../../json/jsonDocument';
import type { Rule, RuleFinding } from '../rule';
import type { NodeIndex } from '../types';
import { checksOf } from './timeChecks';

/** A time finer than nanoseconds. */
export const timestampPrecision: Rule = {
  code: 'manifest.timestamp-precision',
  level: 'hint',
  doc: 'Pendo writes up to 9 fraction digits; readers of times refuse more, or round them each in its own way.',
  bad: { text: '{"exports": [{"finishTime": «"2023-02-23T07:45:51.1234567890Z"»}]}' },
  good: { text: '{"exports": [{"finishTime": "2023-02-23T07:45:51.123456789Z"}]}' },
  ...checksOf(tooPrecise),
};

function* tooPrecise(_: JsonDocument, place: NodeIndex, text: string): Iterable<RuleFinding> {
  const digits = /[.,](\d+)/.exec(text)?.[1]?.length ?? 0;
  if (digits <= 9) return;
  yield { place, message: `this time has ${digits} fraction digits; nanoseconds have 9` };
}
