import type { Rule } from '../rule';

/** A periodId that is no midnight in UTC. */
export const periodNotMidnight: Rule = {
  code: 'manifest.period-not-midnight',
  level: 'error',
  doc: 'A period is one UTC day and is deleted and loaded as such: an id that names no day cannot be loaded.',
  bad: { text: '{"exports": [{"timeDependent": [{"periodId": «"2023-02-22T05:00:00Z"»}]}]}' },
  good: { text: '{"exports": [{"timeDependent": [{"periodId": "2023-02-22T00:00:00Z"}]}]}' },
  *checkExport({ document, periods }) {
    for (const { idNode, periodId } of periods) {
      const text = document.stringValue(idNode);
      if (text === undefined || periodId !== undefined) continue;
      const message = 'a periodId is a day at 00:00:00Z, such as `2023-02-22T00:00:00Z`';
      yield { place: idNode, message };
    }
  },
};
