import type { Rule } from '../rule';

/** Bytes that are no UTF-8. */
export const badEncoding: Rule = {
  code: 'manifest.bad-encoding',
  level: 'error',
  doc: 'JSON is UTF-8: of other bytes each loader makes other text, in names and in paths.',
  bad: {
    text: '{"exports": [{"application": {"displayName": "Caf«\ufffd»"}}]}',
    given: 'a byte of the name is no UTF-8',
    facts: { isUtf8: false },
  },
  good: {
    text: '{"exports": [{"application": {"displayName": "Café"}}]}',
    given: 'all bytes are UTF-8',
    facts: { isUtf8: true },
  },
  *checkDocument({ text }, { isUtf8 }) {
    if (isUtf8 !== false) return;
    const start = text.indexOf('\ufffd');
    if (start !== -1)
      yield { place: { start, end: start + 1 }, message: 'a byte here is no UTF-8' };
  },
};
