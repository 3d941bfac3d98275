import type { Rule } from '../rule';
import { parseUtc } from '../timestamps';

const dayMillis = 86_400_000;

/** A manifest that was not written anew for more than a day. */
export const manifestOld: Rule = {
  code: 'manifest.manifest-old',
  level: 'hint',
  doc: 'Pendo writes the manifest anew with each daily export: an old one is an old copy, or exports have stopped.',
  bad: {
    text: '{"exports": [], "generatedTime": «"2023-02-23T08:00:00Z"»}',
    given: 'it is two days later',
    facts: { now: Date.UTC(2023, 1, 25, 9) },
  },
  good: {
    text: '{"exports": [], "generatedTime": "2023-02-23T08:00:00Z"}',
    given: 'it is a day later',
    facts: { now: Date.UTC(2023, 1, 24, 7) },
  },
  *checkManifest({ document }, { now }) {
    const place = document.property(document.root, 'generatedTime');
    const generated = parseUtc(document.stringValue(place) ?? '');
    if (now === undefined || generated === undefined || now - generated <= dayMillis) return;
    const days = Math.floor((now - generated) / dayMillis);
    const age = days === 1 ? 'a day' : `${days} days`;
    yield { place, message: `this manifest is more than ${age} old` };
  },
};
