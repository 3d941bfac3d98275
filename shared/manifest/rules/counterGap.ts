import type { Rule } from '../rule';

/** Counters that the manifest leaves out between its lowest and its highest. */
export const counterGap: Rule = {
  code: 'manifest.counter-gap',
  level: 'information',
  doc: 'A counter that is missing between two others is an export that nobody loads from this manifest.',
  bad: { text: '{"exports": [{"counter": 412}, {"counter": «415»}]}' },
  good: { text: '{"exports": [{"counter": 412}, {"counter": 413}]}' },
  *checkManifest({ exports }) {
    const byCounter = exports
      .flatMap(({ counter, counterNode }) =>
        counter === undefined ? [] : [{ counter, counterNode }],
      )
      .sort((a, b) => a.counter - b.counter);
    for (const [index, { counter, counterNode }] of byCounter.entries()) {
      const before = byCounter[index - 1];
      if (!before || counter - before.counter <= 1) continue;
      const first = before.counter + 1;
      const last = counter - 1;
      const missing = first === last ? `counter ${first} is` : `counters ${first} to ${last} are`;
      yield {
        place: counterNode,
        message: `${missing} not in this manifest`,
        related: [{ place: before.counterNode, message: 'the counter before the gap' }],
      };
    }
  },
};
