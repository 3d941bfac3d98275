import type { Rule } from '../rule';
import { twins } from './twins';

/** Two exports of one manifest with one counter. */
export const duplicateCounter: Rule = {
  code: 'manifest.duplicate-counter',
  level: 'error',
  doc: 'A loader remembers what it loaded by the counter, so two exports with one counter hide each other.',
  bad: { text: '{"exports": [{"counter": 412}, {"counter": «412»}]}' },
  good: { text: '{"exports": [{"counter": 412}, {"counter": 413}]}' },
  *checkManifest({ exports }) {
    const counters = exports.flatMap(({ counter }) => counter ?? []);
    for (const [{ value, at }, first] of twins(counters, counter => counter.value)) {
      yield {
        place: at,
        message: `counter ${value} is used twice`,
        related: [{ place: first.at, message: 'used first here' }],
      };
    }
  },
};
