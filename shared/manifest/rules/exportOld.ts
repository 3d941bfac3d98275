import type { Rule } from '../rule';
import { parseUtc } from '../timestamps';

const dayMillis = 86_400_000;
const keptDays = 30;

/** An export that Pendo lists no longer. */
export const exportOld: Rule = {
  code: 'manifest.export-old',
  level: 'hint',
  doc: 'Manifests list the exports of the last 30 days: an older one is gone from the next manifest, loaded or not.',
  bad: {
    text: '{"exports": [{"finishTime": «"2023-02-23T08:00:00Z"»}]}',
    given: 'today is 1 April 2023',
    facts: { now: Date.UTC(2023, 3, 1) },
  },
  good: {
    text: '{"exports": [{"finishTime": "2023-02-23T08:00:00Z"}]}',
    given: 'today is 1 March 2023',
    facts: { now: Date.UTC(2023, 2, 1) },
  },
  *checkExport({ document, node }, { now }) {
    const place = document.property(node, 'finishTime');
    const finished = parseUtc(document.stringValue(place) ?? '');
    if (now === undefined || finished === undefined) return;
    const days = Math.floor((now - finished) / dayMillis);
    if (days < keptDays) return;
    yield { place, message: `finished ${days} days ago; Pendo lists exports for ${keptDays} days` };
  },
};
