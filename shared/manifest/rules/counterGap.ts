import type { Rule } from '../rule';

/** Counters that the manifest leaves out between its lowest and its highest. */
export const counterGap: Rule = {
  code: 'manifest.counter-gap',
  level: 'information',
  doc: 'A counter that is missing between two others is an export that nobody loads from this manifest.',
  bad: { text: '{"exports": [{"counter": 412}, {"counter": «415»}]}' },
  good: { text: '{"exports": [{"counter": 412}, {"counter": 413}]}' },
  *checkManifest({ exports }) {
    const counters = exports
      .flatMap(({ counter }) => counter ?? [])
      .sort((a, b) => a.value - b.value);
    for (const [index, { value, at }] of counters.entries()) {
      const before = counters[index - 1];
      if (!before || value - before.value <= 1) continue;
      const first = before.value + 1;
      const last = value - 1;
      const missing = first === last ? `counter ${first} is` : `counters ${first} to ${last} are`;
      yield {
        place: at,
        message: `${missing} not in this manifest`,
        related: [{ place: before.at, message: 'the counter before the gap' }],
      };
    }
  },
};
