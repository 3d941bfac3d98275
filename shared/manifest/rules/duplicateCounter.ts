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
    for (const [summary, first] of twins(exports, ({ counter }) => counter)) {
      yield {
        place: summary.counterNode,
        message: `counter ${summary.counter} is used twice`,
        related: [{ place: first.counterNode, message: 'used first here' }],
      };
    }
  },
};
