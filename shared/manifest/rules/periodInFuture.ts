import type { Rule } from '../rule';
import { parseUtc } from '../timestamps';

/** A period that has not begun. */
export const periodInFuture: Rule = {
  code: 'manifest.period-in-future',
  level: 'hint',
  doc: 'A day that has not begun has no events: the clock of the exporter, or of this computer, is wrong.',
  bad: {
    text: '{"exports": [{"timeDependent": [{"periodId": «"2023-02-22T00:00:00Z"»}]}]}',
    given: 'it is 23:00 on 21 February 2023 in UTC',
    facts: { now: Date.UTC(2023, 1, 21, 23) },
  },
  good: {
    text: '{"exports": [{"timeDependent": [{"periodId": "2023-02-22T00:00:00Z"}]}]}',
    given: 'it is 1:00 on 22 February 2023 in UTC',
    facts: { now: Date.UTC(2023, 1, 22, 1) },
  },
  *checkExport({ periods }, { now }) {
    if (now === undefined) return;
    for (const { idNode, periodId } of periods) {
      const start = parseUtc(periodId ?? '');
      if (start === undefined || start <= now) continue;
      yield { place: idNode, message: 'this day has not begun yet in UTC' };
    }
  },
};
